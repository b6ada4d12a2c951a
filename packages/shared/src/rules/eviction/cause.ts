import type { Event } from "../../model/event.ts";
import type { Condition, Pod } from "../../model/pod.ts";
import {
  parseNodeConditionMessage,
  parseStorageLimitMessage,
  parseThresholdMessage,
  type Offender,
  type StorageLimit,
} from "./message.ts";
import { isRefusalReason, parseShortage, type Shortage } from "./refusal.ts";
import { SIGNALS, starvedResource, type Signal } from "./signal.ts";

/**
 * Why a pod had to go, or was not let in.
 * threshold: the node ran low, and the kubelet chose this pod. local-storage: it passed a limit of its own.
 * api: someone asked for it through the eviction API. refused: the kubelet never took it. unknown: said to be evicted,
 * in words that no kubelet we know uses.
 */
export const EVICTION_KINDS = [
  "threshold",
  "local-storage",
  "api",
  "scheduler-preemption",
  "kubelet-preemption",
  "taint",
  "device-taint",
  "node-shutdown",
  "pod-gc",
  "refused",
  "unknown",
] as const;
export type EvictionKind = (typeof EVICTION_KINDS)[number];

/** An eviction or refusal as its event or the pod's status tells it. Amounts in bytes, cores or pieces. */
export interface Eviction {
  kind: EvictionKind;
  /** The event's or status's own: `Evicted`, `Preempting`, `OutOfcpu`, … */
  reason: string;
  message: string;
  /** The signal whose threshold was met; null where there is none, or where the message fits several. */
  signal: Signal | null;
  /** All signals that the message can mean: `ephemeral-storage` may be any file system. */
  signals: Signal[];
  /** What was short: `memory`, `ephemeral-storage`, `inodes`, `pids`; for a refusal also `cpu`, `nvidia.com/gpu`, … */
  resource: string | null;
  threshold: number | null;
  available: number | null;
  offenders: Offender[];
  limit: StorageLimit | null;
  /** For a refusal under pressure: the conditions the node had. */
  conditions: string[];
  /** For a refusal for want of something. */
  shortage: Shortage | null;
}

/** Why an evicted pod's event says it went; null where the event is about something else. */
export function evictionFromEvent(event: Event): Eviction | null {
  if (event.object.kind !== "Pod") return null;
  const { reason, message } = event;
  switch (reason) {
    case "Evicted":
      return evictedByKubelet(reason, message);
    case "Preempting":
      return told("kubelet-preemption", reason, message);
    case "Preempted":
      return told("scheduler-preemption", reason, message);
    case "TaintManagerEviction":
      return message.startsWith("Cancelling") ? null : told("taint", reason, message);
    default:
      // The scheduler and controllers use some of these words too, for pods that no kubelet has seen.
      return event.type === "Warning" && event.component === "kubelet" && isRefusalReason(reason)
        ? refused(reason, message)
        : null;
  }
}

/**
 * Why a pod went or has to go, by its status alone: events are lost, expire after an hour, and an API eviction has none.
 * Null for a pod that stays, or that ended by itself.
 */
export function evictionFromPod(pod: Pod): Eviction | null {
  const { phase, reason = "", message = "" } = pod.status;
  const disruption = pod.status.conditions?.find(
    (condition) => condition.type === "DisruptionTarget" && condition.status === "True",
  );
  if (phase === "Failed") {
    const ended = endedBy(pod, reason, message);
    if (ended !== null) return ended;
  }
  return disruption === undefined ? null : disrupted(disruption);
}

function endedBy(pod: Pod, reason: string, message: string): Eviction | null {
  if (reason === "Evicted") return evictedByKubelet(reason, message);
  if (reason === "Preempting") return told("kubelet-preemption", reason, message);
  if (reason === "Terminated" || (/^(Node)?Shutdown$/.test(reason) && !/rejected|not admitting/.test(message))) {
    return told("node-shutdown", reason, message);
  }
  const ran = pod.status.containerStatuses?.some(
    (status) => status.state?.running ?? status.state?.terminated ?? status.lastState?.terminated,
  );
  if (reason === "Shutdown" || isRefusalReason(reason)) return refused(reason, message);
  return !ran && message.startsWith("Pod was rejected: ") ? refused(reason, message) : null;
}

function disrupted({ reason = "", message = "" }: Condition): Eviction | null {
  switch (reason) {
    case "PreemptionByScheduler":
      return told("scheduler-preemption", reason, message);
    case "EvictionByEvictionAPI":
      return told("api", reason, message);
    case "DeletionByTaintManager":
      return told("taint", reason, message);
    case "DeletionByDeviceTaintManager":
      return told("device-taint", reason, message);
    case "DeletionByPodGC":
      return told("pod-gc", reason, message);
    case "TerminationByKubelet":
      if (/shutdown/i.test(message)) return told("node-shutdown", reason, message);
      if (/preempted/i.test(message)) return told("kubelet-preemption", reason, message);
      return evictedByKubelet(reason, message);
    default:
      return null;
  }
}

function evictedByKubelet(reason: string, message: string): Eviction {
  const threshold = parseThresholdMessage(message);
  if (threshold !== null) {
    const signals = SIGNALS.filter((signal) => starvedResource(signal) === threshold.resource);
    return { ...told("threshold", reason, message), ...threshold, signals, signal: onlySignal(signals) };
  }
  const limit = parseStorageLimitMessage(message);
  if (limit !== null) return { ...told("local-storage", reason, message), resource: "ephemeral-storage", limit };
  const conditions = parseNodeConditionMessage(message);
  return conditions === null ? told("unknown", reason, message) : { ...told("refused", reason, message), conditions };
}

/** Allocatable memory has the threshold of memory and the pods' cgroup its bound: what the node is short of is memory. */
const onlySignal = (signals: readonly Signal[]): Signal | null =>
  signals[0] === "memory.available" || signals.length === 1 ? (signals[0] ?? null) : null;

function refused(reason: string, message: string): Eviction {
  const shortage = parseShortage(reason, message);
  return { ...told("refused", reason, message), resource: shortage?.resource ?? null, shortage };
}

const told = (kind: EvictionKind, reason: string, message: string): Eviction => ({
  kind,
  reason,
  message,
  signal: null,
  signals: [],
  resource: null,
  threshold: null,
  available: null,
  offenders: [],
  limit: null,
  conditions: [],
  shortage: null,
});
