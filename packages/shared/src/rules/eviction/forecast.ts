import type { EvictionRow } from "./order.ts";
import type { SignalState, ThresholdState } from "./pressure.ts";

/** What is free once this pod and all before it have gone. */
export interface EvictionForecastStep {
  uid: string;
  namespace: string;
  pod: string;
  /** What this one gives back; null: it has no sample. */
  gives: number | null;
  availableAfter: number;
  /** Enough for the threshold, with its minimum reclaim. */
  clears: boolean;
}

export interface EvictionForecast {
  /** What must be free for the threshold to be cleared. */
  target: number;
  available: number;
  /** What the kubelet clears away before any pod. */
  reclaimedFirst: number;
  /** That alone is enough. */
  reclaimClears: boolean;
  steps: EvictionForecastStep[];
  /** How many pods must go; 0: none; null: all of them are not enough. */
  pods: number | null;
}

/**
 * What evicting the first pods of an order gives back, one after another, and how many it takes. A forecast by one sample:
 * the kubelet samples anew before each. Null where the signal has no such threshold or is not observed.
 */
export function evictionForecast(
  state: SignalState,
  order: readonly EvictionRow[],
  { kind = "hard", reclaimed = 0 }: { kind?: ThresholdState["kind"]; reclaimed?: number } = {},
): EvictionForecast | null {
  const threshold = state.thresholds.find((candidate) => candidate.kind === kind);
  if (threshold === undefined || state.available === null) return null;
  const target = threshold.quantity + (threshold.met ? threshold.minimumReclaim : 0);
  let availableAfter = state.available + reclaimed;
  const reclaimClears = availableAfter >= target;
  const steps = order
    .filter((row) => row.evictable)
    .map(({ uid, namespace, pod, gives }): EvictionForecastStep => {
      availableAfter += gives ?? 0;
      return { uid, namespace, pod, gives, availableAfter, clears: availableAfter >= target };
    });
  const clearing = steps.findIndex((step) => step.clears);
  return {
    target,
    available: state.available,
    reclaimedFirst: reclaimed,
    reclaimClears,
    steps,
    pods: reclaimClears ? 0 : clearing < 0 ? null : clearing + 1,
  };
}
