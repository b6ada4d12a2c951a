import type { Millis, PersistentVolumes } from "@bayplan/shared";
import type { ClaimBook } from "../cluster/claimBook.ts";
import { cgroupParts } from "../cgroups/view.ts";
import { cpusView, type ThrottlingMemory } from "../cpus/view.ts";
import { diskParts } from "../disk/view.ts";
import { evictionParts } from "../eviction/outlook.ts";
import type { EventLog } from "../events/keep.ts";
import { eventsOfNode } from "../events/ofNode.ts";
import { eventView } from "../events/view.ts";
import { kubeletView } from "../kubelet/view.ts";
import { networkView } from "../network/view.ts";
import { podTab } from "../pods/tab.ts";
import { transitionView } from "../transitions/view.ts";
import type {
  CgroupPart,
  CpusView,
  DiskPart,
  EventView,
  EvictionPart,
  Keyed,
  KubeletView,
  NetworkView,
  NodePart,
  PodPart,
  TransitionView,
} from "../views/index.ts";
import { nodeParts, settledHeader } from "./parts.ts";
import { pictureOf } from "./picture.ts";
import type { NodeState } from "./state.ts";
import type { Tab } from "./tab.ts";

/** So many of a node's newest changes are told at once. */
const MOST_TRANSITIONS = 2_000;

export interface TabOptions {
  events: EventLog;
  /** When the kubelet evicted which pod of that node, by UID. */
  evictedAt(node: string): ReadonlyMap<string, Millis>;
  /** Null where the API server does not tell. */
  volumes(): PersistentVolumes | null;
  claims: Pick<ClaimBook, "slicesOf" | "claimsOf">;
}

/** The ways to look at a node: each is worked out for itself, so that the first one stays light. */
export interface NodeTabs {
  /** The header, pods, devices, strays and findings. */
  parts: Tab<NodePart>;
  eviction: Tab<EvictionPart>;
  disk: Tab<DiskPart>;
  cpus: Tab<CpusView>;
  cgroups: Tab<CgroupPart>;
  network: Tab<NetworkView>;
  kubelet: Tab<KubeletView>;
  events: Tab<EventView>;
  transitions: Tab<TransitionView>;
  /** One pod of it. */
  pod(namespace: string, name: string): Tab<PodPart>;
}

const plain = <Row extends Keyed>(id: string, rows: (state: NodeState, now: Millis) => Row[]): Tab<Row> => ({
  id,
  begin:
    () =>
    ({ state, now }) =>
      rows(state, now),
});

export const createNodeTabs = ({ events, evictedAt, volumes, claims }: TabOptions): NodeTabs => ({
  parts: {
    id: "parts",
    begin:
      () =>
      ({ state, row, now, before }) => {
        const [header, ...others] = nodeParts(state, row, claims, now);
        return [settledHeader(header, before("node")), ...others];
      },
  },
  eviction: plain("eviction", (state, now) => evictionParts(state, evictedAt(state.name), now)),
  disk: plain("disk", (state, now) => diskParts(state, volumes(), now)),
  cpus: {
    id: "cpus",
    begin: () => {
      const memory: ThrottlingMemory = new Map();
      return ({ state, now }) => [cpusView(state, memory, now)];
    },
  },
  cgroups: plain("cgroups", (state, now) => cgroupParts(state, events.aboutNode(state.name), now)),
  network: plain("network", (state, now) => [networkView(state, now)]),
  kubelet: plain("kubelet", (state, now) => [kubeletView(state, now)]),
  events: plain("events", (state, now) =>
    eventsOfNode(events, state.name, pictureOf(state, now).pods ?? []).map(eventView),
  ),
  transitions: {
    id: "transitions",
    begin: () => {
      let told: number | undefined;
      return ({ state: { transitions } }) => {
        if (!transitions) return [];
        if (transitions.revision() === told) return null;
        told = transitions.revision();
        return transitions
          .between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
          .slice(-MOST_TRANSITIONS)
          .map(transitionView);
      };
    },
  },
  pod: (namespace, name) => podTab({ namespace, name, events, evictedAt, volumes }),
});
