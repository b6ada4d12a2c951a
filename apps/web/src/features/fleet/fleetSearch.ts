import type { NodeRow, SourceView } from "@bayplan/api/views";

export const VIEWS = ["bays", "table"] as const;
export const SORTS = ["closest", "name", "cpu", "pods", "restarts"] as const;
export const CONDITIONS = ["ready", "not-ready", "pressure", "cordoned", "trouble"] as const;
export const AGENTS = ["reporting", "silent", "none"] as const;

/** What the fleet's address says; what is left out has its first value, or filters nothing. */
export interface FleetSearch {
  /** Words that each must be in the name, the pool, the zone, or a label as `key=value`. */
  q?: string;
  zone?: string;
  condition?: (typeof CONDITIONS)[number];
  /** A state in which at least one call of the node is. */
  source?: SourceView["state"];
  agent?: (typeof AGENTS)[number];
  sort?: (typeof SORTS)[number];
  /** The table's own order, `-name` for descending. */
  order?: string;
  view?: (typeof VIEWS)[number];
}

const STATES = [
  "ok",
  "stale",
  "unreachable",
  "denied",
  "unsupported",
] as const satisfies readonly SourceView["state"][];

const oneOf = <Value extends string>(values: readonly Value[], given: unknown): Value | undefined =>
  values.find((value) => value === given);

const text = (given: unknown): string | undefined => (typeof given === "string" && given !== "" ? given : undefined);

/** Reads an address; what it does not know is left out, never an error. */
export const readFleetSearch = (given: Record<string, unknown>): FleetSearch => {
  const read = {
    q: text(given.q),
    zone: text(given.zone),
    condition: oneOf(CONDITIONS, given.condition),
    source: oneOf(STATES, given.source),
    agent: oneOf(AGENTS, given.agent),
    sort: oneOf(SORTS, given.sort),
    order: text(given.order),
    view: oneOf(VIEWS, given.view),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
};

const CONDITION_HOLDS: Record<(typeof CONDITIONS)[number], (row: NodeRow) => boolean> = {
  ready: (row) => row.ready === true,
  "not-ready": (row) => row.ready === false,
  pressure: (row) => row.pressure.length > 0,
  cordoned: (row) => row.unschedulable,
  trouble: (row) => row.troubled > 0,
};

const haystack = (row: NodeRow): string =>
  [row.name, row.zone ?? "", row.pool ?? "", ...Object.entries(row.labels).map(([key, value]) => `${key}=${value}`)]
    .join("\n")
    .toLowerCase();

/** Whether a node passes all filters. */
export const passes = (row: NodeRow, { q, zone, condition, source, agent }: FleetSearch): boolean => {
  if (zone !== undefined && row.zone !== zone) return false;
  if (condition !== undefined && !CONDITION_HOLDS[condition](row)) return false;
  if (source !== undefined && !row.sources.some(({ state }) => state === source)) return false;
  if (agent !== undefined && row.agent.state !== agent) return false;
  if (q === undefined) return true;
  const text = haystack(row);
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
