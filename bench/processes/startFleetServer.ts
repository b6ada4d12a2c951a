import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ServingProcess } from "./startBayplan.ts";
import { startProcess } from "./startProcess.ts";

export interface FleetSize {
  nodes: number;
  /** Milliseconds over which what an agent reports reaches the copies of its node; 0: all at once. */
  spread: number;
}

const SCRIPT = join(import.meta.dirname, "fleetServer.ts");

/** An aggregator of so many nodes that serves the page; resolves when the agents of all have reported. */
export async function startFleetServer(size: FleetSize): Promise<ServingProcess> {
  const started = startProcess(process.execPath, [SCRIPT, JSON.stringify(size)]);
  const [, url = ""] = await started.said(/^Bayplan is at (\S+)$/);
  // Two of the demo's fourteen nodes have no agent.
  while ((await gauge(url, "bayplan_agents_reporting")) < size.nodes * 0.85) await pause(500);
  // Asked for once, all rows are worked out.
  await (await fetch(`${url}/api/v1/nodes`)).arrayBuffer();
  return { ...started, url };
}

/** What `/metrics` tells under that name. */
export async function gauge(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(text.match(new RegExp(`^${name} (\\d+)$`, "m"))?.[1]);
}
