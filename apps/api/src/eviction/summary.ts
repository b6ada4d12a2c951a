import {
  evictionTrend,
  toMillis,
  type EvictionPressure,
  type Millis,
  type SignalState,
  type ThresholdState,
  type Time,
} from "@bayplan/shared";
import type { NodeState } from "../nodes/state.ts";
import type { EvictionSummary } from "../views/node.ts";
import type { SignalHistory } from "./history.ts";

/** Seconds: a pace that has held for less alarms nobody. */
const LEAST_SPAN = 60;
/** After so long without a sample nobody can say any more. */
const STALE: Millis = 60_000;

export const hardThreshold = ({ thresholds }: Pick<SignalState, "thresholds">): ThresholdState | undefined =>
  thresholds.filter(({ kind }) => kind === "hard").toSorted((a, b) => a.headroom - b.headroom)[0];

const shareOf = ({ headroom, capacity }: SignalState): number | null =>
  headroom === null || capacity === null || capacity === 0 ? null : headroom / capacity;

const isMet = ({ thresholds }: SignalState): boolean => thresholds.some(({ met }) => met);

/** A met one first, by a hard threshold before a soft one; then the least headroom for its capacity. */
const byCloseness = (a: SignalState, b: SignalState): number =>
  Number(b.met === true) - Number(a.met === true) ||
  Number(isMet(b)) - Number(isMet(a)) ||
  (shareOf(a) ?? Number.POSITIVE_INFINITY) - (shareOf(b) ?? Number.POSITIVE_INFINITY);

const metSince = (signals: readonly SignalState[]): Time | null =>
  signals
    .flatMap(({ thresholds }) => thresholds.flatMap(({ since }) => since ?? []))
    .reduce<Time | null>((first, since) => (first === null || since < first ? since : first), null);

const secondsBetween = (from: Time | null, to: Time | null): number | null =>
  from === null || to === null ? null : (toMillis(to) - toMillis(from)) / 1000;

const summarize = (pressure: EvictionPressure, history: SignalHistory, now: Millis): EvictionSummary => {
  // Pods' own cgroup is bounded to what is allocatable: the copy of a signal tells nothing that the signal does not.
  const able = pressure.signals.filter(({ thresholds }) => thresholds.length > 0);
  const [closest] = able.toSorted(byCloseness);
  const hard = closest && hardThreshold(closest);
  const memory = able.find(({ signal }) => signal === "memory.available");
  const trend = closest && hard && evictionTrend(history.of(closest.signal), hard.quantity, now);
  return {
    thresholdsKnown: pressure.thresholdsKnown,
    signal: closest?.signal ?? null,
    unit: closest?.unit ?? null,
    available: closest?.available ?? null,
    capacity: closest?.capacity ?? null,
    quantity: hard?.quantity ?? null,
    memoryQuantity: (memory && hardThreshold(memory)?.quantity) ?? null,
    headroom: closest?.headroom ?? null,
    headroomShare: closest ? shareOf(closest) : null,
    met: able.some(isMet),
    since: metSince(able),
    meetsAt: trend?.meetsAt ?? null,
    meetsIn: trend && trend.span >= LEAST_SPAN ? secondsBetween(pressure.at, trend.meetsAt) : null,
  };
};

const known = new WeakMap<EvictionPressure, EvictionSummary>();

/** How close a node is to evicting, worked out once a sample; null without one. */
export const evictionSummary = ({ pressure, history }: NodeState, now: Millis): EvictionSummary | null => {
  if (!pressure || pressure.at === null) return null;
  const before = known.get(pressure);
  const summary = before ?? summarize(pressure, history, now);
  if (!before) known.set(pressure, summary);
  return summary.meetsAt !== null && now - toMillis(pressure.at) > STALE
    ? { ...summary, meetsAt: null, meetsIn: null }
    : summary;
};
