import type { KubeConfig } from "@kubernetes/client-node";
import { objectOf, wordOf } from "@bayplan/shared/kubernetes";
import { pause } from "../pace/pause.ts";
import { getJson } from "./request.ts";

/** Upgrades are seldom; a server that does not answer is asked again sooner. Real milliseconds. */
const INTERVAL = 10 * 60_000;
const AGAIN = 30_000;
const DEADLINE = 10_000;

export interface VersionReading {
  read(): string | undefined;
  stop(): Promise<void>;
}

/** Asks the API server for its own version, now and then: kubelets are judged by it. */
export const readVersion = ({ kubeConfig, changed }: { kubeConfig: KubeConfig; changed(): void }): VersionReading => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let version: string | undefined;

  const ask = async (): Promise<number> => {
    try {
      const told = wordOf(objectOf(await getJson(kubeConfig, "/version", {}, DEADLINE, signal))["gitVersion"]);
      if (told !== version) {
        version = told;
        changed();
      }
      return INTERVAL;
    } catch {
      // Nobody needs it to see a node: what the lists say of the API server is said there.
      return AGAIN;
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) await pause(await ask(), signal);
  };
  const running = run();

  return {
    read: () => version,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
