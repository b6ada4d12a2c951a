import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Pod, QosClass } from "../../model/pod.ts";
import type { ImageFileSystem, RuntimeContainer } from "../../model/runtime.ts";
import type { NodeStats, PodStats } from "../../model/stats.ts";
import type { Millis } from "../../model/time.ts";
import { qosClass } from "../qosClass.ts";
import { isActive, isStatic, neverEvicted, priorityOf } from "./active.ts";
import { fileSystemLayout, type FileSystemLayout } from "./fileSystems.ts";
import { signalObservations } from "./observation.ts";
import { reasons } from "./reasons.ts";
import { SIGNALS, starvedResource, type Signal, type StarvedResource } from "./signal.ts";
import { evictionThresholds, withContainerFs } from "./threshold.ts";
import { evictionRequest, evictionUsage, reclaimedUsage, weighed } from "./usage.ts";

/** One pod's place in the order of a signal. Amounts in bytes, inodes or process ids. */
export interface EvictionRow {
  namespace: string;
  pod: string;
  uid: string;
  qosClass: QosClass;
  priority: number;
  /** Null: the pod is in no sample. */
  usage: number | null;
  request: number;
  /** usage − request, by which pods of one priority are ordered; for inodes, bytes are subtracted, as the kubelet does. */
  excess: number | null;
  /** It uses more than it asked for. Null without a sample, and for process ids, where that is not asked. */
  exceeds: boolean | null;
  /** What the node gets back when it goes; null without a sample. */
  gives: number | null;
  evictable: boolean;
  /** A sentence for a person: why it stands here, or why it is passed over. */
  why: string;
}

export interface EvictionOrderInput {
  pods: readonly Pod[];
  podStats: readonly PodStats[];
  nodeStats?: NodeStats | undefined;
  config?: KubeletConfig | undefined;
  imageFileSystems?: readonly ImageFileSystem[] | undefined;
  /**
   * What the runtime has, where it answers: for memory and process ids it knows before the next sample that a pod has
   * nothing running any more, or has something running again.
   */
  containers?: readonly RuntimeContainer[] | undefined;
  /** By UID, when the kubelet said that it evicts the pod: it waits for that one, for at most 30 s, before the next. */
  evictedAt?: ReadonlyMap<string, Millis> | undefined;
  now?: Millis | undefined;
}

const CLEAN_UP_MILLIS = 30_000;

/**
 * The pods that a kubelet would evict for a signal, first to go first; those it passes over are in their place too.
 * After `pkg/kubelet/eviction/helpers.go` (`rankMemoryPressure`, `rankDiskPressureFunc`, `rankPIDPressure`):
 * memory and disk: above its request first, lower priority first, greater excess first; process ids: lower priority
 * first, more processes first. A pod without a sample goes before the others in each comparison of use.
 *
 * The kubelet leaves ties to chance; here namespace, name and UID break them.
 */
export function evictionOrder(signal: Signal, input: EvictionOrderInput): EvictionRow[] {
  const layout = fileSystemLayout(input.nodeStats, input.imageFileSystems);
  return rank(signal, layout, candidates(input));
}

/** The order of every signal that the kubelet watches or that the sample shows. */
export function evictionOrders(input: EvictionOrderInput): Partial<Record<Signal, EvictionRow[]>> {
  const layout = fileSystemLayout(input.nodeStats, input.imageFileSystems);
  const configured = new Set(
    withContainerFs(evictionThresholds(input.config).thresholds, layout).map((threshold) => threshold.signal),
  );
  const observed = input.nodeStats === undefined ? {} : signalObservations(input.nodeStats);
  const pods = candidates(input);
  const watched = SIGNALS.filter((signal) => signal in observed || configured.has(signal));
  // Signals that weigh the same figures, as all of one file system do, have one order.
  const alike = new Map<string, EvictionRow[]>();
  return Object.fromEntries(
    watched.map((signal) => {
      const figures = weighed(signal, layout);
      const order = alike.get(figures) ?? rank(signal, layout, pods);
      alike.set(figures, order);
      return [signal, order];
    }),
  );
}

/** Of an order, the pod that goes next. */
export const firstEvictable = (order: readonly EvictionRow[]): EvictionRow | null =>
  order.find((row) => row.evictable) ?? null;

/** A pod as all signals see it. */
interface Candidate {
  pod: Pod;
  qosClass: QosClass;
  priority: number;
  stats: PodStats | undefined;
  /** By the runtime, whether anything of it runs now; null where the runtime does not say. */
  runs: boolean | null;
  passedOver: string | null;
  /** It goes already: the kubelet does not weigh others against it any more. */
  leaving: boolean;
  requests: Partial<Record<string, number>>;
}

function candidates({ pods, podStats, containers, evictedAt, now }: EvictionOrderInput): Candidate[] {
  const byUid = new Map(podStats.map((stats) => [stats.id, stats]));
  const byName = new Map(podStats.map((stats) => [`${stats.namespace}/${stats.name}`, stats]));
  const runtime = containers !== undefined && leavesOutIdlePods(podStats) ? podsRunning(containers) : null;
  return pods.filter(isActive).map((pod) => {
    // A static pod's statistics carry the kubelet's UID for it, the pod may carry its mirror's.
    const stats = byUid.get(pod.id) ?? (isStatic(pod) ? byName.get(`${pod.namespace}/${pod.name}`) : undefined);
    const leaving = isLeaving(pod, evictedAt?.get(pod.id), now);
    return {
      pod,
      qosClass: pod.status.qosClass ?? qosClass(pod.spec),
      priority: priorityOf(pod),
      stats,
      runs: runtime?.get(stats?.id ?? pod.id) ?? null,
      passedOver: neverEvicted(pod) ?? (leaving ? "it is being evicted already" : null),
      leaving,
      requests: {},
    };
  });
}

/** The kubelet tells the end in its own list before the containers have stopped; the API hears of it after. */
const isLeaving = (pod: Pod, evictedAt: Millis | undefined, now: Millis | undefined): boolean =>
  (pod.status.phase === "Failed" && pod.status.reason === "Evicted") ||
  (evictedAt !== undefined && (now === undefined || now - evictedAt < CLEAN_UP_MILLIS));

/**
 * Most kubelets put a pod with nothing running in no sample; one that takes its figures from sandboxes lists it without
 * containers, and then what runs says nothing about what is listed.
 */
const leavesOutIdlePods = (podStats: readonly PodStats[]): boolean =>
  podStats.every((stats) => stats.containers.length > 0);

/** By UID, whether any container of the pod runs; a pod of which the runtime has nothing at all is absent. */
function podsRunning(containers: readonly RuntimeContainer[]): ReadonlyMap<string, boolean> {
  const running = new Map<string, boolean>();
  for (const { podUid, state } of containers) running.set(podUid, running.get(podUid) === true || state === "Running");
  return running;
}

/** A place in the order, before words are found for it. */
export interface Ranked {
  candidate: Candidate;
  usage: number | null;
  request: number;
  excess: number | null;
  /** Earlier groups go first: no sample, above its request, within it. */
  group: 0 | 1 | 2;
}

function rank(signal: Signal, layout: FileSystemLayout, pods: readonly Candidate[]): EvictionRow[] {
  const resource = starvedResource(signal);
  const ranked = pods.map((candidate): Ranked => {
    const request = requestOf(signal, candidate);
    const stats = figuresOf(resource, candidate);
    if (stats === "none") return { candidate, usage: null, request, excess: null, group: 0 };
    if (stats === "unmeasured") return { candidate, usage: null, request, excess: null, group: 2 };
    const usage = evictionUsage(signal, layout, candidate.pod, stats);
    const exceeds = resource === "inodes" ? usage > 0 : usage > request;
    return { candidate, usage, request, excess: usage - request, group: exceeds ? 1 : 2 };
  });
  ranked.sort(resource === "pids" ? byProcesses : byExcess);
  const why = reasons(signal, ranked);
  return ranked.map((place, index): EvictionRow => {
    const { pod, qosClass, priority, stats, passedOver } = place.candidate;
    return {
      namespace: pod.namespace,
      pod: pod.name,
      uid: pod.id,
      qosClass,
      priority,
      usage: place.usage,
      request: place.request,
      excess: place.excess,
      exceeds: place.usage === null || resource === "pids" ? null : place.group === 1,
      gives: place.usage === null || stats === undefined ? null : reclaimedUsage(signal, layout, pod, stats),
      evictable: passedOver === null,
      why: why[index] ?? "",
    };
  });
}

/**
 * none: the kubelet has no figures, for nothing of the pod runs. unmeasured: it started after our sample. Before it ranks
 * for a file system the kubelet clears up, and then goes by the sample from before that: what runs by now does not count.
 */
function figuresOf(resource: StarvedResource, { stats, runs }: Candidate): PodStats | "none" | "unmeasured" {
  const isPresent = resource === "memory" || resource === "pids" ? (runs ?? stats !== undefined) : stats !== undefined;
  return isPresent ? (stats ?? "unmeasured") : "none";
}

function requestOf(signal: Signal, { pod, requests }: Candidate): number {
  const resource = starvedResource(signal);
  return (requests[resource] ??= evictionRequest(signal, pod));
}

/** A pod that is in no sample yet but runs counts as one that uses nothing. */
const excessOf = (place: Ranked): number => place.excess ?? -place.request;

const byExcess = (a: Ranked, b: Ranked): number =>
  a.group - b.group ||
  a.candidate.priority - b.candidate.priority ||
  (a.group === 0 ? 0 : excessOf(b) - excessOf(a)) ||
  byName(a, b);

const byProcesses = (a: Ranked, b: Ranked): number =>
  a.candidate.priority - b.candidate.priority ||
  Math.min(a.group, 1) - Math.min(b.group, 1) ||
  excessOf(b) - excessOf(a) ||
  byName(a, b);

function byName({ candidate: { pod: a } }: Ranked, { candidate: { pod: b } }: Ranked): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name) || compareText(a.id, b.id);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
