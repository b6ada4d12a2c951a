import {
  currentStep,
  isStatic,
  localStorageLimits,
  nodeVolumes,
  oomScoreAdj,
  podResize,
  startSteps,
  stopSteps,
  volumeStates,
  type ContainerSpec,
  type Event,
  type EvictionRow,
  type Millis,
  type PersistentVolumes,
  type Pod,
  type Signal,
  type TimelineItem,
} from "@bayplan/shared";
import { layoutOf } from "../eviction/inputs.ts";
import { podNetwork } from "../network/view.ts";
import { pictureOf, type Picture } from "../nodes/picture.ts";
import type { NodeState } from "../nodes/state.ts";
import type { PodDetail, PodPlace } from "../views/podDetail.ts";
import { nanoOf } from "./amount.ts";
import { hostPortsOf } from "./hostPorts.ts";
import { isolationOf } from "./isolation.ts";
import { joinsOf, type Joins } from "./joins.ts";
import { viewPod } from "./viewPod.ts";

export interface DetailInputs {
  state: NodeState;
  pod: Pod;
  /** The orders of its node. */
  order: Partial<Record<Signal, EvictionRow[]>>;
  /** Its own timeline, and the events about it. */
  items: readonly TimelineItem[];
  events: readonly Event[];
  /** Null where the API server does not tell. */
  volumes: PersistentVolumes | null;
  now: Millis;
}

const placesOf = ({ order, pod }: DetailInputs): PodPlace[] =>
  (Object.entries(order) as [Signal, EvictionRow[]][]).flatMap(([signal, rows]) => {
    const row = rows.find(({ uid }) => uid === pod.id);
    if (!row) return [];
    const able = rows.filter(({ evictable }) => evictable);
    const index = able.indexOf(row);
    return { signal, place: index < 0 ? null : index + 1, of: able.length, row };
  });

/** The kubelet counts by what the machine has: without an API server the sample tells it. */
const memoryOf = ({ api }: NodeState, { usage }: Picture): number | null => {
  const nano = nanoOf(api?.capacity["memory"]);
  if (nano !== null) return Number(nano / 1_000_000_000n);
  const { availableBytes, workingSetBytes } = usage?.get("nodeStats", "node")?.memory ?? {};
  return availableBytes === undefined || workingSetBytes === undefined ? null : availableBytes + workingSetBytes;
};

const attempt = <Result>(make: () => Result): Result | null => {
  try {
    return make();
  } catch {
    // A malformed quantity, which no API server lets in.
    return null;
  }
};

const containersOf = (pod: Pod, joins: Joins, memory: number | null): PodDetail["containers"] => {
  const applied = (name: string): number | null =>
    joins.containers(pod).find((one) => one.name === name && one.state === "Running")?.resources?.oomScoreAdj ?? null;
  const ofContainer = (container: ContainerSpec): PodDetail["containers"][number] => {
    return {
      name: container.name,
      oomScoreAdj: memory === null ? null : attempt(() => oomScoreAdj(pod, container, memory)),
      appliedOomScoreAdj: applied(container.name),
    };
  };
  return [...(pod.spec.initContainers ?? []), ...pod.spec.containers].map(ofContainer);
};

/** Everything about one pod that its row on the node does not say. */
export const podDetail = (inputs: DetailInputs): PodDetail => {
  const { state, pod, items, events, volumes, now } = inputs;
  const picture = pictureOf(state, now);
  const joins = joinsOf(picture);
  const stats = joins.stats(pod);
  // Rules join by the UID, and of a mirror the kubelet and the runtime tell by the UID of the static pod behind it.
  const podStats = stats ? [{ ...stats, id: pod.id }] : [];
  const containers = joins.containers(pod).map((container) => Object.assign({}, container, { podUid: pod.id }));
  const start = startSteps(pod, items, events, now);
  const stop = stopSteps(pod, items, now);
  const { spec, status } = pod;
  return {
    key: "detail",
    part: "detail",
    node: state.name,
    pod: viewPod(pod, picture.podSource, joins),
    conditions: status.conditions ?? [],
    ips: status.podIPs ?? [],
    scheduling: {
      schedulerName: spec.schedulerName ?? null,
      priorityClassName: spec.priorityClassName ?? null,
      preemptionPolicy: spec.preemptionPolicy ?? null,
    },
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? null,
    start,
    stop,
    current: (stop.length > 0 ? currentStep(stop) : currentStep(start)) ?? null,
    volumes: volumeStates({
      pods: [pod],
      stats: podStats,
      containers,
      events,
      nodeVolumes: state.api ? nodeVolumes(state.api, [pod], volumes) : [],
    }),
    resize: podResize(pod),
    containers: containersOf(pod, joins, memoryOf(state, picture)),
    limits:
      attempt(() =>
        localStorageLimits({
          pods: [pod],
          podStats,
          layout: layoutOf(state, now),
          config: picture.sockets?.get("kubeletConfig", "kubeletConfig"),
        }),
      ) ?? [],
    places: placesOf(inputs),
    isolation: isolationOf(pod),
    network: podNetwork(pod, stats),
    hostPorts: hostPortsOf(pod).map(({ container, port, protocol, hostIP }) => ({ container, port, protocol, hostIP })),
  };
};

/** The changes of a pod: a static pod's runtime knows it by the kubelet's own UID. */
export const itemsOf = (state: NodeState, pod: Pod): readonly TimelineItem[] => {
  if (!state.transitions) return [];
  return isStatic(pod)
    ? state.transitions.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, `${pod.namespace}/${pod.name}`)
    : state.transitions.ofPod(pod.id);
};
