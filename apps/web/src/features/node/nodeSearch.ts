import type { PlanResource } from "../bayPlan/podCells.ts";

export const TABS = ["containers", "devices", "conditions", "sources"] as const;
export type Tab = (typeof TABS)[number];

/** What a node's address says; what is left out has its first value. */
export interface NodeSearch {
  tab?: Tab;
  plan?: PlanResource;
  /** Words that a pod's name, namespace, labels or a container's state must hold. */
  q?: string;
}

export const readNodeSearch = (given: Record<string, unknown>): NodeSearch => {
  const tab = TABS.find((value) => value === given.tab && value !== "containers");
  return {
    ...(tab && { tab }),
    ...(given.plan === "cpu" && { plan: "cpu" as const }),
    ...(typeof given.q === "string" && given.q !== "" && { q: given.q }),
  };
};
