import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startProcess, type MeasuredProcess } from "./startProcess.ts";

const BUNDLE = join(import.meta.dirname, "../../apps/cli/dist/bayplan.mjs");

export interface ServingProcess extends MeasuredProcess {
  url: string;
}

/** A role of the bundle, as users run it. */
export const startBayplan = (...args: string[]): MeasuredProcess => startProcess(process.execPath, [BUNDLE, ...args]);

/** A role that serves the page, on a port that is free unless one is named; resolves when it listens. */
export async function startServing(args: readonly string[], port = 0): Promise<ServingProcess> {
  const started = startBayplan(...args, "--port", String(port), "--log-level", "error");
  const [, url = ""] = await started.said(/^Bayplan is at (\S+)$/);
  return { ...started, url };
}

/** Resolves once the whole picture is served. */
export async function untilReady(url: string): Promise<void> {
  while (!(await fetch(`${url}/readyz`)).ok) await pause(20);
}
