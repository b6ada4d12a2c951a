import { isActive, type Pod, type QosClass } from "@bayplan/shared";
import type { EntityStore } from "../nodes/entityStore.ts";
import { podSummary } from "./summarize.ts";

/** A node's pods in sum. */
export interface PodTotals {
  /** That the kubelet still counts; the rest have ended. */
  pods: number;
  ended: number;
  /** Of those that have not ended. */
  qos: Record<QosClass, number>;
  troubled: number;
  restarts: number;
  /** Of pods that are not finished, in billionths of the unit. */
  requests: Record<string, bigint>;
  limits: Record<string, bigint>;
}

const add = (sums: Record<string, bigint>, more: Readonly<Record<string, bigint>>): void => {
  for (const [name, nano] of Object.entries(more)) sums[name] = (sums[name] ?? 0n) + nano;
};

const sum = (pods: readonly Pod[]): PodTotals => {
  const totals: PodTotals = {
    pods: 0,
    ended: 0,
    qos: { Guaranteed: 0, Burstable: 0, BestEffort: 0 },
    troubled: 0,
    restarts: 0,
    requests: {},
    limits: {},
  };
  for (const pod of pods) {
    const summary = podSummary(pod);
    if (isActive(pod)) {
      totals.pods += 1;
      totals.qos[summary.qosClass] += 1;
    } else totals.ended += 1;
    totals.troubled += summary.troubled;
    totals.restarts += summary.restarts;
    if (summary.finished) continue;
    add(totals.requests, summary.requests);
    add(totals.limits, summary.limits);
  }
  return totals;
};

const known = new WeakMap<EntityStore, { revision: number; totals: PodTotals }>();

/** Sums a store's pods, once for each time they changed: usage changes far more often. */
export const podTotals = (store: EntityStore): PodTotals => {
  const revision = store.revision("pod");
  const before = known.get(store);
  if (before?.revision === revision) return before.totals;
  const totals = sum(store.all("pod"));
  known.set(store, { revision, totals });
  return totals;
};
