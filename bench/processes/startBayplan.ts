import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { SimulatedNode } from "@bayplan/simulator";
import { startProcess, type MeasuredProcess } from "./startProcess.ts";

const BUNDLE = join(import.meta.dirname, "../../apps/cli/dist/bayplan.mjs");

export interface ServingProcess extends MeasuredProcess {
  url: string;
}

/** A role of the bundle, as users run it. */
const startBayplan = (...args: string[]): MeasuredProcess => startProcess(process.execPath, [BUNDLE, ...args]);

/** The agent of one simulated node. */
export function startNodeAgent(
  { name, kubeletUrl, runtimeSocket, podResourcesSocket }: SimulatedNode,
  aggregator: string,
): MeasuredProcess {
  if (!runtimeSocket || !podResourcesSocket) throw new Error("The simulated node has no sockets.");
  const endpoints = ["--runtime-endpoint", runtimeSocket, "--pod-resources-endpoint", podResourcesSocket];
  return startBayplan("agent", "--aggregator", aggregator, "--node", name, "--kubelet-url", kubeletUrl, ...endpoints);
}

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
