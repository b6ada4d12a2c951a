import type { Node } from "../../model/node.ts";
import { toMillis, type Millis, type Time } from "../../model/time.ts";
import { formatBytes, formatSeconds, ordinal } from "../wording.ts";
import type { Eviction } from "./cause.ts";
import { firstEvictable, type EvictionRow } from "./order.ts";
import type { EvictionPressure, SignalState } from "./pressure.ts";
import { signalUnit, type Signal } from "./signal.ts";

/** The orders that were held before an eviction. */
export interface HeldOrders {
  /** Of the sample they were made from. */
  at: Time;
  orders: Partial<Record<Signal, readonly EvictionRow[]>>;
}

/** How what was foreseen compares with what happened. */
export interface PredictionCheck {
  /** Null: no order was held, so there was nothing to compare. */
  correct: boolean | null;
  predicted: { namespace: string; pod: string; uid: string } | null;
  /** Of the evicted pod among those that could go, from 1; null: it was in no order. */
  position: number | null;
  /** Why it came otherwise, as far as the order tells; null where it came as foreseen. */
  difference: string | null;
}

export interface PredictionInput {
  signal: Signal;
  /** As it was held before; null: none was. */
  order: readonly EvictionRow[] | null;
  /** Of the pod that went. */
  uid: string;
  /** Of the order's sample at the eviction; null: not known. */
  ageSeconds: number | null;
}

export interface EvictionExplanation {
  signal: Signal | null;
  threshold: number | null;
  available: number | null;
  /** Of the evicted pod, by the last sample. */
  usage: number | null;
  request: number | null;
  /** The order as it stood, this pod's place in it, and whether it was foreseen. */
  order: readonly EvictionRow[] | null;
  check: PredictionCheck;
  why: string;
}

export interface ExplainInput {
  eviction: Eviction;
  uid: string;
  /** When it happened. */
  at: Time;
  held: HeldOrders | null;
  /** How the signals stood then: it tells which file system `ephemeral-storage` means. */
  pressure?: EvictionPressure | null | undefined;
  /** The taint that drove it away, where it can be no other. */
  taint?: string | null | undefined;
}

/** Which signal, threshold and figures made a pod go, where it stood in the order held before, and whether that was right. */
export function explainEviction({
  eviction,
  uid,
  at,
  held,
  pressure = null,
  taint = null,
}: ExplainInput): EvictionExplanation {
  const signal = resolveSignal(eviction, pressure);
  const order = signal === null || held === null ? null : (held.orders[signal] ?? null);
  const row = order?.find((candidate) => candidate.uid === uid) ?? null;
  const check =
    signal === null
      ? NOT_PREDICTED
      : checkPrediction({ signal, order, uid, ageSeconds: held === null ? null : age(held.at, at) });
  return {
    signal,
    threshold: eviction.threshold ?? eviction.limit?.bytes ?? null,
    available: eviction.available,
    usage: row?.usage ?? eviction.offenders[0]?.usage ?? null,
    request: row?.request ?? eviction.offenders[0]?.request ?? null,
    order,
    check,
    why: why(eviction, signal, row, check, taint),
  };
}

/** Compares the first pod that could go in a signal's order with the one that went. */
export function checkPrediction({ signal, order, uid, ageSeconds }: PredictionInput): PredictionCheck {
  if (order === null) return NOT_PREDICTED;
  const first = firstEvictable(order);
  const able = order.filter((row) => row.evictable);
  const index = able.findIndex((row) => row.uid === uid);
  const position = index < 0 ? null : index + 1;
  const predicted = first === null ? null : { namespace: first.namespace, pod: first.pod, uid: first.uid };
  if (position === 1) return { correct: true, predicted, position, difference: null };
  const sample = ageSeconds === null ? "the sample" : `the sample, ${formatSeconds(ageSeconds)} old,`;
  return { correct: false, predicted, position, difference: difference(signal, able[index], first, sample) };
}

/**
 * The signal that a message means. It names the resource alone: of several file systems it is the one that has the
 * message's threshold, a met one first; containerfs is the copy of another, which comes before it. Null: none fits.
 */
export function resolveSignal(eviction: Eviction, pressure: EvictionPressure | null): Signal | null {
  if (eviction.signal !== null || eviction.kind !== "threshold" || pressure === null) return eviction.signal;
  const possible = pressure.signals.filter((state) => eviction.signals.includes(state.signal));
  const same = possible.filter((state) => state.thresholds.some(({ quantity }) => quantity === eviction.threshold));
  return (same.find(isMet) ?? same[0] ?? possible.find(isMet))?.signal ?? null;
}

/** After so long the taints of then may be others. */
const JUST_NOW: Millis = 60_000;

/**
 * The node's only NoExecute taint, if it was there when the pod had to go: neither its event nor its status names the
 * one (`pkg/controller/tainteviction/taint_eviction.go`). Null where it may have been another.
 */
export function drivingTaint(taints: Node["taints"], at: Time, now: Millis): string | null {
  const [only, ...others] = taints.filter(({ effect }) => effect === "NoExecute");
  if (only === undefined || others.length > 0) return null;
  const { key, value, effect, timeAdded } = only;
  const wasThere =
    timeAdded === undefined ? now - toMillis(at) <= JUST_NOW : toMillis(timeAdded) <= toMillis(at) + 1000;
  return wasThere ? `${key}${value ? `=${value}` : ""}:${effect}` : null;
}

const isMet = (state: SignalState): boolean => state.thresholds.some(({ met }) => met);

const NOT_PREDICTED: PredictionCheck = { correct: null, predicted: null, position: null, difference: null };

const age = (from: Time, to: Time): number => Math.max(0, (toMillis(to) - toMillis(from)) / 1000);

function difference(
  signal: Signal,
  actual: EvictionRow | undefined,
  first: EvictionRow | null,
  sample: string,
): string {
  if (first === null) return `no pod could go by ${sample}`;
  if (actual === undefined) return `it was not among the pods that could go by ${sample} and may have started since`;
  if (actual.usage === null) return "it had no figures of its own yet, so its place was a guess";
  if (first.usage === null) return `the expected one had no figures by ${sample} and may have been running again`;
  if (first.exceeds !== actual.exceeds) {
    return `the expected one and it stood on two sides of their requests by ${sample} and one has crossed over since`;
  }
  if (first.priority !== actual.priority) {
    return `the expected one goes before it for its priority ${first.priority}, below ${actual.priority}`;
  }
  const lead = (first.excess ?? 0) - (actual.excess ?? 0);
  return `the expected one led it by ${signalUnit(signal) === "bytes" ? formatBytes(lead) : lead} by ${sample} and both have changed since`;
}

function why(
  eviction: Eviction,
  signal: Signal | null,
  row: EvictionRow | null,
  check: PredictionCheck,
  taint: string | null,
): string {
  switch (eviction.kind) {
    case "threshold": {
      const short = `the node was short of ${eviction.resource ?? "something"}${signal === null ? "" : ` (${signal})`}`;
      const place = row === null ? "" : `; it ${row.why}`;
      const stood = check.position === null ? "" : `; it stood ${ordinal(check.position)} in the order`;
      return `${short}${place}${stood}`;
    }
    case "local-storage": {
      const { scope, bytes } = eviction.limit ?? { scope: "pod", bytes: null };
      const what =
        scope === "emptyDir" ? "a volume of it" : scope === "container" ? "a container of it" : "the pod as a whole";
      return `${what} passed its own limit${bytes === null ? "" : ` of ${formatBytes(bytes)}`}; the node need not have been short`;
    }
    case "api":
      return "someone asked for it through the eviction API, as a drain does";
    case "scheduler-preemption":
      return "the scheduler made room for a pod of higher priority";
    case "kubelet-preemption":
      return "the kubelet made room for a critical pod";
    case "taint":
      return taint === null
        ? "the node got a taint that it does not tolerate"
        : `the node got the taint ${taint}, which it does not tolerate`;
    case "device-taint":
      return "a device that it holds got a taint that it does not tolerate";
    case "node-shutdown":
      return "the node was shutting down";
    case "pod-gc":
      return "its node was gone, or it was left over";
    case "refused":
      return refusal(eviction);
    case "unknown":
      return eviction.message.trim();
  }
}

function refusal({ reason, message, conditions, shortage }: Eviction): string {
  if (conditions.length > 0) return `the kubelet did not take it: the node had ${conditions.join(" and ")}`;
  if (shortage === null || shortage.requested === null)
    return `the kubelet did not take it (${reason}): ${message.trim()}`;
  const { resource, requested, available } = shortage;
  const of = isInBytes(resource) ? formatBytes : String;
  const there =
    available === null ? "" : `, and there ${available === 1 || isInBytes(resource) ? "was" : "were"} ${of(available)}`;
  return `the kubelet did not take it: it asked for ${of(requested)} ${isInBytes(resource) ? "of " : ""}${resource}${there}`;
}

const isInBytes = (resource: string): boolean =>
  resource === "memory" || resource === "ephemeral-storage" || resource.startsWith("hugepages-");
