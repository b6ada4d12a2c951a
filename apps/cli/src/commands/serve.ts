import { hostname } from "node:os";
import { startAgent } from "@bayplan/agent";
import { startApi } from "@bayplan/api";
import { findCluster, type ClusterOptions } from "../cluster.ts";
import { createLog } from "../log.ts";
import { machineClock } from "../machineClock.ts";
import { kubeletAccess } from "../kubeletAccess.ts";
import type { AddressOptions, NodeOptions } from "../options.ts";
import { untilStopped } from "../untilStopped.ts";
import { webRoot } from "../webRoot.ts";

interface ServeOptions extends AddressOptions, ClusterOptions, NodeOptions {
  localNode?: string | true;
  logLevel: string;
}

/** Serves the page for a cluster, for this machine's node, or for both; ends when it is told to. */
export async function serve(options: ServeOptions): Promise<void> {
  const cluster = findCluster(options);
  const localNode = options.localNode === true ? hostname() : options.localNode;
  if (!cluster && !localNode) {
    throw new Error(
      "There is no cluster to show: no kubeconfig was found and this is no pod. Name one with --kubeconfig, read this machine with --local-node, or look at a simulated cluster with `bayplan demo`.",
    );
  }
  const kubelet = localNode ? kubeletAccess(localNode, options, cluster?.kubeConfig) : null;
  const log = createLog(options.logLevel);
  const { host, port, basePath, frameAncestor = [], insecure } = options;
  const api = await startApi({
    host,
    port,
    basePath,
    frameAncestors: frameAncestor,
    insecure,
    clock: machineClock,
    log,
    cluster,
    mode: localNode ? "local-node" : "cluster",
    webRoot: webRoot(),
    ...(localNode && { localNode }),
  });
  const agent = localNode
    ? startAgent({
        node: localNode,
        reporters: [{ name: "this process", send: async (report) => api.receive(report), close: () => {} }],
        kubelet,
        ...(options.runtimeEndpoint && { runtimeEndpoint: options.runtimeEndpoint }),
        ...(options.podResourcesEndpoint && { podResourcesEndpoint: options.podResourcesEndpoint }),
        clock: machineClock,
        log,
      })
    : null;
  process.stdout.write(`Bayplan is at ${api.url}\n`);
  await untilStopped();
  await agent?.stop();
  await api.stop();
}
