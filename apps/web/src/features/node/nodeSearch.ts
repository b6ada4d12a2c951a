import type { PlanResource } from "../bayPlan/podCells.ts";
import { readRange } from "../transitions/range.ts";

export const TABS = [
  "containers",
  "devices",
  "resources",
  "disk",
  "runtime",
  "kubelet",
  "events",
  "sources",
] as const;
export type Tab = (typeof TABS)[number];

/** What a node's address says; what is left out has its first value. */
export interface NodeSearch {
  tab?: Tab;
  plan?: PlanResource;
  /** What of time the lanes show, as `readRange` has it. */
  span?: string;
  until?: string;
  lanes?: "table";
  /** Words that a pod's name, namespace, labels or a container's state must hold. */
  q?: string;
}

/** What a tab was called before. */
const renamed = (tab: unknown): unknown => (tab === "conditions" ? "runtime" : tab);

export const readNodeSearch = (given: Record<string, unknown>): NodeSearch => {
  const tab = TABS.find((value) => value === renamed(given.tab) && value !== "containers");
  return {
    ...(tab && { tab }),
    ...(given.plan === "cpu" && { plan: "cpu" as const }),
    ...readRange(given),
    ...(given.lanes === "table" && { lanes: "table" as const }),
    ...(typeof given.q === "string" && given.q !== "" && { q: given.q }),
  };
};
