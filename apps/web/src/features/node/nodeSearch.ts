import type { Signal } from "@bayplan/shared";
import { readSort, type SortSearch } from "../../ui/table/sort.ts";
import { readOpened, type OpenedSearch } from "../../ui/opened.ts";
import type { PlanResource } from "../bayPlan/podCells.ts";
import { isSignalName } from "../eviction/evictionParts.ts";
import { readEventsSearch, type EventsSearch } from "../events/eventsSearch.ts";
import { readKubeletSearch, type KubeletSearch } from "../kubelet/kubeletSearch.ts";
import { readCgroupsSearch, type CgroupsSearch } from "../resources/cgroups/cgroupsSearch.ts";
import { readRange } from "../transitions/range.ts";

/** How the hull is measured, by what the address calls it. */
export const PLANS = { memory: "memory", cpu: "cpu", disk: "ephemeral-storage" } as const satisfies Record<
  string,
  PlanResource
>;
export type PlanName = keyof typeof PLANS;

/** From the left to the right. */
export const TABS = [
  "eviction",
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
export interface NodeSearch extends CgroupsSearch, EventsSearch, KubeletSearch, OpenedSearch, SortSearch {
  tab?: Tab;
  plan?: PlanName;
  /** Cells in the kubelet's order instead of by tier. */
  order?: "rank";
  /** Whose order is told. */
  signal?: Signal;
  /** What of time the lanes show, as `readRange` has it. */
  span?: string;
  until?: string;
  lanes?: "table";
  /** All that wants a person's eye, not only the gravest. */
  findings?: "all";
  /** The id of a device that is to be found among the others. */
  device?: string;
  /** Words that a pod's name, namespace, labels or a container's state must hold. */
  q?: string;
}

/** What a tab was called before. */
const renamed = (tab: unknown): unknown => (tab === "conditions" ? "runtime" : tab);

export const readNodeSearch = (given: Record<string, unknown>): NodeSearch => {
  const tab = TABS.find((value) => value === renamed(given.tab) && value !== "containers");
  return {
    ...(tab && { tab }),
    ...((given.plan === "cpu" || given.plan === "disk") && { plan: given.plan as PlanName }),
    ...(given.order === "rank" && { order: "rank" as const }),
    ...(isSignalName(given.signal) && { signal: given.signal }),
    ...readRange(given),
    ...(given.lanes === "table" && { lanes: "table" as const }),
    ...(given.findings === "all" && { findings: "all" as const }),
    ...(tab === "devices" && typeof given.device === "string" && given.device !== "" && { device: given.device }),
    ...(typeof given.q === "string" && given.q !== "" && { q: given.q }),
    ...readCgroupsSearch(given),
    ...readOpened(given),
    ...readEventsSearch(given),
    ...readKubeletSearch(given),
    ...readSort(given),
  };
};
