import type { PodView } from "@bayplan/api/views";
import type { QosClass } from "@bayplan/shared";
import { fromNanoCores } from "../../format/cores.ts";
import type { Cargo } from "./layout.ts";

export const PLAN_RESOURCES = ["memory", "cpu", "ephemeral-storage"] as const;
export type PlanResource = (typeof PLAN_RESOURCES)[number];

/** A pod as a cell: its use, and how much of that it asked for. */
export interface PodCell extends Cargo {
  pod: PodView;
  request: number;
  /** Of the pod as a whole; null: there is none, or not every container has one. */
  limit: number | null;
}

/** A pod that has ended uses nothing and holds nothing: Failed or Succeeded, and no container of it runs on. */
export const isFinished = ({ phase, containers }: Pick<PodView, "phase" | "containers">): boolean =>
  (phase === "Succeeded" || phase === "Failed") && containers.every(({ state }) => state !== "Running");

/** What a pod uses in base units; null without a sample. */
export const usageOf = (
  pod: Pick<PodView, "cpuNanoCores" | "workingSetBytes" | "ephemeralStorageBytes">,
  resource: PlanResource,
): number | null => {
  if (resource === "memory") return pod.workingSetBytes;
  if (resource === "ephemeral-storage") return pod.ephemeralStorageBytes;
  return pod.cpuNanoCores === null ? null : fromNanoCores(pod.cpuNanoCores);
};

const STAYS = new Set<PodView["containers"][number]["type"]>(["container", "sidecar"]);

/** What the pod as a whole may use; null where one of its containers may use whatever is there. */
const limitOf = ({ containers, limits }: PodView, resource: PlanResource): number | null => {
  const bounded = containers.every(({ type, limits: own }) => !STAYS.has(type) || own[resource] !== undefined);
  return (bounded && limits[resource]) || null;
};

export interface PodCells {
  tiers: Record<QosClass, PodCell[]>;
  /** Pods that run and have no sample: no cell can be drawn to scale. */
  unmeasured: PodView[];
}

/** `weighed`, by UID, stands before the pods' own figures. */
export const podCells = (
  pods: readonly PodView[],
  resource: PlanResource,
  weighed: ReadonlyMap<string, number | null> | null = null,
): PodCells => {
  const tiers: PodCells["tiers"] = { Guaranteed: [], Burstable: [], BestEffort: [] };
  const unmeasured: PodView[] = [];
  for (const pod of pods) {
    if (isFinished(pod)) continue;
    const amount = weighed?.get(pod.uid) ?? usageOf(pod, resource);
    if (amount === null) unmeasured.push(pod);
    else
      tiers[pod.qosClass].push({
        key: pod.key,
        pod,
        amount,
        request: pod.requests[resource] ?? 0,
        limit: limitOf(pod, resource),
      });
  }
  return { tiers, unmeasured };
};

/** `5.4 GiB of 3 GiB asked`, in the pieces of which each place uses what fits. */
export const excessOf = ({ amount, request }: Pick<PodCell, "amount" | "request">): number =>
  Math.max(0, amount - request);

/** The share of the cell that the pod asked for: 1 where it uses no more than that. */
export const askedShare = ({ amount, request }: Pick<PodCell, "amount" | "request">): number =>
  amount <= 0 ? 1 : Math.min(1, request / amount);
