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

/** A simulated cluster, the aggregator, and a real agent for each node that has one, in this process. */
export async function demo(options: DemoOptions): Promise<void> {
  const log = createLog(options.logLevel);
  const simulator = await startSimulator({
    clock: machineClock,
    seed: options.seed,
    ...(options.nodes && { nodes: options.nodes }),
    ...(options.pods && { podsPerNode: options.pods }),
    log,
  });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(simulator.kubeconfig());
  const { host, port, basePath, insecure } = options;
  const api = await startApi({
    host,
    port,
    basePath,
    insecure,
    clock: machineClock,
    log,
    cluster: { kubeConfig, name: "demo" },
    mode: "demo",
    webRoot: webRoot(),
  });
  const agents = simulator.nodes
    .filter((node) => node.agent)
    .map((node) =>
      startAgent({
        node: node.name,
        reporters: [httpReportLink({ url: api.url })],
        kubelet: { url: node.kubeletUrl },
        runtimeEndpoint: socketUrl(node.runtimeSocket),
        podResourcesEndpoint: socketUrl(node.podResourcesSocket),
        clock: machineClock,
        log,
      }),
    );
  process.stdout.write(`Bayplan is at ${api.url}\n`);
  await untilStopped();
  await Promise.all(agents.map((agent) => agent.stop()));
  await api.stop();
  await simulator.stop();
}

/** Null where the node has no such socket, as on Windows. */
const socketUrl = (path: string | null): string | null => path && `unix://${path}`;
