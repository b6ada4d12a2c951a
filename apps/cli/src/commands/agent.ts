import { hostname } from "node:os";
import { httpReportLink, startAgent } from "@bayplan/agent";
import { kubeletAccess } from "../kubeletAccess.ts";
import { createLeanLog } from "../leanLog.ts";
import { machineClock } from "../machineClock.ts";
import type { NodeOptions } from "../options.ts";
import { untilStopped } from "../untilStopped.ts";

interface AgentCommandOptions extends NodeOptions {
  aggregator: string[];
  node?: string;
  logLevel: string;
}

/** Reads one node and reports to each aggregator until it is told to end. */
export async function agent(options: AgentCommandOptions): Promise<void> {
  const node = options.node ?? hostname();
  const running = startAgent({
    node,
    reporters: options.aggregator.map((url) => httpReportLink({ url })),
    kubelet: kubeletAccess(node, options),
    ...(options.runtimeEndpoint && { runtimeEndpoint: options.runtimeEndpoint }),
    ...(options.podResourcesEndpoint && { podResourcesEndpoint: options.podResourcesEndpoint }),
    clock: machineClock,
    log: createLeanLog(options.logLevel),
  });
  await untilStopped();
  await running.stop();
}
