import type { KubeConfig } from "@kubernetes/client-node";
import type { Clock, Event, Node } from "@bayplan/shared";
import type { Logger } from "pino";
import type { SourceView } from "../views/node.ts";
import { projectEvent } from "./projectEvent.ts";
import { projectNode } from "./projectNode.ts";
import { readVersion } from "./readVersion.ts";
import { reflect } from "./reflect.ts";

export interface WatchClusterOptions {
  kubeConfig: KubeConfig;
  clock: Clock;
  log: Logger;
  nodes: { replace(nodes: Node[]): void; upsert(node: Node): void; remove(node: Node): void };
  event(event: Event): void;
  /** How a call fares has changed. */
  changed(): void;
  fault(path: string): void;
  restarted(path: string): void;
}

export interface ClusterWatch {
  sources(): SourceView[];
  /** The API server's own `gitVersion`; undefined until it has told it. */
  version(): string | undefined;
  /** True once all nodes are here. */
  listed(): boolean;
  /** True once the nodes are here, or it is known why not. */
  settled(): boolean;
  /** Resolves once everything of that path up to that resource version is in; at once for a path that is not watched. */
  reached(path: string, version: number): Promise<void>;
  stop(): Promise<void>;
}

/** Watches the cluster's nodes and events, and no pods: those come from the agents. */
export const watchCluster = (options: WatchClusterOptions): ClusterWatch => {
  const { kubeConfig, clock, log, changed } = options;
  const told = (path: string) => ({
    changed,
    fault: () => options.fault(path),
    restarted: () => options.restarted(path),
  });
  const nodes = reflect({
    kubeConfig,
    path: "/api/v1/nodes",
    purpose: "list and watch nodes",
    project: projectNode,
    handler: { ...told("/api/v1/nodes"), ...options.nodes },
    clock,
    log,
  });
  const events = reflect({
    kubeConfig,
    path: "/api/v1/events",
    purpose: "list and watch events",
    project: projectEvent,
    handler: {
      ...told("/api/v1/events"),
      replace: (all) => {
        for (const event of all) options.event(event);
      },
      upsert: options.event,
      // An event that expired happened all the same.
      remove: () => {},
    },
    clock,
    log,
  });
  const version = readVersion({ kubeConfig, changed });
  return {
    version: version.read,
    sources: () => [nodes.source(), events.source()],
    listed: nodes.listed,
    settled: () => nodes.listed() || nodes.failed(),
    reached: async (path, version) => {
      if (path === "/api/v1/nodes") await nodes.reached(version);
      if (path === "/api/v1/events") await events.reached(version);
    },
    stop: async () => {
      await Promise.all([nodes.stop(), events.stop(), version.stop()]);
    },
  };
};
