import { readSort, type SortSearch } from "../../ui/table/sort.ts";
import { readEventsSearch, type EventsSearch } from "../events/eventsSearch.ts";
import type { LanesSearch } from "../transitions/TransitionsPanel.tsx";
import { readRange } from "../transitions/range.ts";

/** The node the pod is on, where the page that links here knows it, and what its lanes show. */
export interface PodSearch extends LanesSearch, EventsSearch, SortSearch {
  node?: string;
}

export const readPodSearch = (given: Record<string, unknown>): PodSearch => ({
  ...(typeof given.node === "string" && given.node !== "" && { node: given.node }),
  ...readRange(given, null),
  ...(given.lanes === "table" && { lanes: "table" as const }),
  ...readEventsSearch(given),
  ...readSort(given),
});
