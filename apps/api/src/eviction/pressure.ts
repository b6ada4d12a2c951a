import {
  evictionOrders,
  evictionSignals,
  fileSystemLayout,
  type EvictionPressure,
  type Millis,
  type PressureInput,
} from "@bayplan/shared";
import type { EntityStore } from "../nodes/entityStore.ts";
import { pictureOf } from "../nodes/picture.ts";
import type { NodeState } from "../nodes/state.ts";
import type { NodeEvictionView } from "../views/nodeEviction.ts";

const inputOf = (state: NodeState, usage: EntityStore | null, now: Millis): PressureInput => {
  const sockets = state.session?.store;
  const nodeStats = usage?.get("nodeStats", "node");
  return {
    nodeStats,
    config: sockets?.get("kubeletConfig", "kubeletConfig"),
    layout: fileSystemLayout(nodeStats, sockets?.all("imageFileSystem")),
    now,
    memory: state.pressure?.memory,
  };
};

/** Takes a node's newest sample in: since when a threshold is met is known only to who looked at each sample. */
export const stepPressure = (state: NodeState, now: Millis): EvictionPressure =>
  evictionSignals(inputOf(state, state.session?.store ?? null, now));

/** How close a node is to evicting, and whom; null where no source tells of its pods. */
export const viewNodeEviction = (
  state: NodeState,
  evictedAt: ReadonlyMap<string, Millis>,
  now: Millis,
): NodeEvictionView | null => {
  const { pods, usage, sockets } = pictureOf(state, now);
  if (!pods) return null;
  const input = inputOf(state, usage, now);
  const { at, thresholdsKnown, errors, signals } = evictionSignals(input);
  const order = evictionOrders({
    pods,
    podStats: usage?.all("podStats") ?? [],
    nodeStats: input.nodeStats,
    config: input.config,
    imageFileSystems: sockets?.all("imageFileSystem"),
    containers: sockets?.all("container"),
    evictedAt,
    now,
  });
  return { node: state.name, at, thresholdsKnown, errors, signals, order };
};
