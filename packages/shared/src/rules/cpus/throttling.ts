import type { Throttling } from "../../model/kubelet.ts";

/** How much a container was held back by its CPU limit between two samples. */
export interface ThrottledShare {
  /** Of the periods in which it wanted to run, 0 to 1. */
  share: number;
  periods: number;
  /** Seconds that its threads waited together; can be more than the time between the samples. */
  seconds: number;
}

/**
 * Null where nothing can be said: no earlier sample, no period between the two, or a counter that began anew because
 * the container did. Source: cAdvisor's `container_cpu_cfs_*`, from the kernel's `cpu.stat`.
 */
export function throttledShare(before: Throttling | undefined, after: Throttling): ThrottledShare | null {
  if (!before) return null;
  const periods = after.periods - before.periods;
  const throttled = after.throttledPeriods - before.throttledPeriods;
  const seconds = after.throttledSeconds - before.throttledSeconds;
  if (periods <= 0 || throttled < 0 || seconds < 0) return null;
  return { share: Math.min(1, throttled / periods), periods, seconds };
}
