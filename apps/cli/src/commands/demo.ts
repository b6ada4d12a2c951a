import { httpReportLink, startAgent } from "@bayplan/agent";
import { startApi } from "@bayplan/api";
import { startSimulator } from "@bayplan/simulator";
import { KubeConfig } from "@kubernetes/client-node";
import { createLog } from "../log.ts";
import { machineClock } from "../machineClock.ts";
import type { AddressOptions } from "../options.ts";
import { untilStopped } from "../untilStopped.ts";
import { webRoot } from "../webRoot.ts";

interface DemoOptions extends AddressOptions {
  nodes?: number;
  pods?: number;
  seed: number;
  logLevel: string;
}

/**
 * A simulated cluster, the aggregator, and a real agent for each node that has one, in this process. What was started
 * is stopped again in reverse order, also where the rest does not start or a signal comes meanwhile.
 */
export async function demo(options: DemoOptions): Promise<void> {
  const stopped = untilStopped();
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const url = await start(options, stops);
    process.stdout.write(`Bayplan is at ${url}\n`);
    await stopped;
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function start(
  { host, port, basePath, frameAncestor = [], insecure, ...options }: DemoOptions,
  stops: (() => Promise<unknown>)[],
): Promise<string> {
  const log = createLog(options.logLevel);
  const simulator = await startSimulator({
    clock: machineClock,
    seed: options.seed,
    ...(options.nodes && { nodes: options.nodes }),
    ...(options.pods && { podsPerNode: options.pods }),
    tls: true,
    log,
  });
  stops.push(simulator.stop);
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(simulator.kubeconfig());
  const nodes = simulator.nodes.filter((node) => node.agent);
  const api = await startApi({
    host,
    port,
    basePath,
    frameAncestors: frameAncestor,
    insecure,
    clock: machineClock,
    log,
    cluster: { kubeConfig, name: "demo" },
    mode: "demo",
    webRoot: webRoot(),
    expectedNodes: nodes.map((node) => node.name),
  });
  stops.push(api.stop);
  const { ca, token } = simulator.kubeletAccess ?? {};
  const agents = nodes.map((node) =>
    startAgent({
      node: node.name,
      reporters: [httpReportLink({ url: api.url })],
      kubelet: { url: node.kubeletUrl, ...(ca && { ca }), ...(token && { token: () => token }) },
      runtimeEndpoint: socketUrl(node.runtimeSocket),
      podResourcesEndpoint: socketUrl(node.podResourcesSocket),
      numaFolder: node.numaFolder,
      clock: machineClock,
      log,
    }),
  );
  stops.push(() => Promise.all(agents.map((agent) => agent.stop())));
  return api.url;
}

/** Null where the node has no such socket, as on Windows. */
const socketUrl = (path: string | null): string | null => path && `unix://${path}`;
