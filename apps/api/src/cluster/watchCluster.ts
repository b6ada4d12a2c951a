import type { KubeConfig } from "@kubernetes/client-node";
import type { Clock, DeviceClaim, DeviceSlice, Event, Node, PersistentVolume } from "@bayplan/shared";
import type { Logger } from "pino";
import type { SourceView } from "../views/node.ts";
import { projectClaim, projectSlice } from "./projectDeviceClaim.ts";
import { projectEvent } from "./projectEvent.ts";
import { projectNode } from "./projectNode.ts";
import { projectVolume } from "./projectVolume.ts";
import { readVersion } from "./readVersion.ts";
import { reflect, type Reflection } from "./reflect.ts";

interface Handler<Item> {
  replace(items: Item[]): void;
  upsert(item: Item): void;
  remove(item: Item): void;
}

export interface WatchClusterOptions {
  kubeConfig: KubeConfig;
  clock: Clock;
  log: Logger;
  nodes: Handler<Node>;
  volumes: Handler<PersistentVolume | null>;
  slices: Handler<DeviceSlice>;
  claims: Handler<DeviceClaim>;
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

const VOLUMES = "/api/v1/persistentvolumes";
const SLICES = "/apis/resource.k8s.io/v1/resourceslices";
const CLAIMS = "/apis/resource.k8s.io/v1/resourceclaims";
/** In the order they are started. */
const SIDES: readonly string[] = [VOLUMES, SLICES, CLAIMS];

/**
 * Watches the cluster's nodes and events, and no pods: those come from the agents. Of volumes and of devices that are
 * claimed it keeps names alone; which claim has a volume the volume itself tells, so no PersistentVolumeClaim is read.
 */
export const watchCluster = (options: WatchClusterOptions): ClusterWatch => {
  const { kubeConfig, clock, log, changed } = options;
  const told = (path: string) => ({
    changed,
    fault: () => options.fault(path),
    restarted: () => options.restarted(path),
  });
  const side = <Item>(
    path: string,
    without: string,
    project: (raw: unknown) => Item,
    handler: Handler<Item>,
  ): Reflection => {
    const purpose = `list and watch ${path.split("/").at(-1)}`;
    return reflect<Item>({
      kubeConfig,
      path,
      purpose,
      without,
      project,
      handler: { ...told(path), ...handler },
      clock,
      log,
    });
  };
  /** They can be many, and nothing waits for them: the nodes come first. */
  let sides: Reflection[] = [];
  let stopped = false;
  const sidesStarted = Promise.withResolvers<void>();
  const startSides = (): void => {
    if (sides.length > 0 || stopped) return;
    sides = [
      side(
        VOLUMES,
        "Which claim and pod use an attached volume, and which volume was left behind, is not known; nothing else needs it.",
        projectVolume,
        options.volumes,
      ),
      side(
        SLICES,
        "Which devices can be claimed, and how many are free, is not known; nothing else needs it.",
        projectSlice,
        options.slices,
      ),
      side(
        CLAIMS,
        "Which devices are claimed, and by whom, is not known; nothing else needs it.",
        projectClaim,
        options.claims,
      ),
    ];
    sidesStarted.resolve();
  };
  const nodes = reflect({
    kubeConfig,
    path: "/api/v1/nodes",
    purpose: "list and watch nodes",
    without: "Only nodes whose agents report are shown, without conditions, capacity and labels.",
    project: projectNode,
    handler: {
      ...told("/api/v1/nodes"),
      ...options.nodes,
      replace: (all) => {
        options.nodes.replace(all);
        startSides();
      },
      changed: () => {
        if (nodes.failed()) sidesStarted.resolve();
        changed();
      },
    },
    clock,
    log,
  });
  const events = reflect({
    kubeConfig,
    path: "/api/v1/events",
    purpose: "list and watch events",
    without: "No event is shown, and an eviction is known only while its pod can still be seen.",
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
    sources: () => [nodes, events, ...sides].map((reflection) => reflection.source()),
    listed: nodes.listed,
    settled: () => nodes.listed() || nodes.failed(),
    reached: async (path, version) => {
      if (path === "/api/v1/nodes") await nodes.reached(version);
      if (path === "/api/v1/events") await events.reached(version);
      if (!SIDES.includes(path)) return;
      await sidesStarted.promise;
      await sides[SIDES.indexOf(path)]?.reached(version);
    },
    stop: async () => {
      stopped = true;
      sidesStarted.resolve();
      await Promise.all([nodes, events, ...sides, version].map((running) => running.stop()));
    },
  };
};
