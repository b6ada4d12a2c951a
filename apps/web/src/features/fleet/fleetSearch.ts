import type { NodeRow, SourceView } from "@bayplan/api/views";
import type { QosClass } from "@bayplan/shared";

export const VIEWS = ["bays", "table"] as const;
export const SORTS = ["closest", "name", "cpu", "pods", "restarts"] as const;
export const CONDITIONS = ["ready", "not-ready", "pressure", "cordoned", "trouble"] as const;
export const QOS = ["Guaranteed", "Burstable", "BestEffort"] as const satisfies readonly QosClass[];
/** Beside the names of resources, which have a slash or a dot in them. */
export const DEVICE_STATES = ["free", "unhealthy"] as const;
export const AGENTS = ["reporting", "silent", "none"] as const;

/** What the fleet's address says; what is left out has its first value, or filters nothing. */
export interface FleetSearch {
  /** Words that each must be in the name, the pool, the zone, or a label as `key=value`. */
  q?: string;
  zone?: string;
  pool?: string;
  /** One of `CONDITIONS`, or the type of a condition that is true of the node: `DiskPressure`, `KernelDeadlock`. */
  condition?: string;
  /** A class of which the node has at least one pod. */
  qos?: QosClass;
  /** A resource of which the node has at least one device, or a state in which at least one of its devices is. */
  device?: string;
  /** A state other than ok in which at least one call of the node is. */
  source?: Exclude<SourceView["state"], "ok">;
  agent?: (typeof AGENTS)[number];
  sort?: (typeof SORTS)[number];
  /** The table's own order, `-name` for descending. */
  order?: string;
  view?: (typeof VIEWS)[number];
}

/** That some call answers is so of every node, and not told of each. */
const STATES = ["stale", "unreachable", "denied", "unsupported"] as const satisfies readonly FleetSearch["source"][];

const oneOf = <Value extends string>(values: readonly Value[], given: unknown): Value | undefined =>
  values.find((value) => value === given);

const text = (given: unknown): string | undefined => (typeof given === "string" && given !== "" ? given : undefined);

/** Reads an address; what it does not know is left out, never an error. */
export const readFleetSearch = (given: Record<string, unknown>): FleetSearch => {
  const read = {
    q: text(given.q),
    zone: text(given.zone),
    pool: text(given.pool),
    condition: text(given.condition),
    qos: oneOf(QOS, given.qos),
    device: text(given.device),
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
  trouble: (row) => (row.troubled ?? 0) > 0,
};

const isSummary = (condition: string): condition is (typeof CONDITIONS)[number] =>
  Object.hasOwn(CONDITION_HOLDS, condition);

/** The types of the conditions that are true of a node. */
export const conditionsOf = ({ pressure, conditions }: NodeRow): string[] => [...pressure, ...conditions];

const holds = (row: NodeRow, condition: string): boolean =>
  isSummary(condition) ? CONDITION_HOLDS[condition](row) : conditionsOf(row).includes(condition);

const hasDevice = ({ devices }: NodeRow, wanted: string): boolean => {
  switch (wanted) {
    case "free":
      return devices.total - devices.held - (devices.unhealthy - devices.unhealthyHeld) > 0;
    case "unhealthy":
      return devices.unhealthy > 0;
    default:
      return devices.resources.includes(wanted);
  }
};

const haystack = (row: NodeRow): string =>
  [row.name, row.zone ?? "", row.pool ?? "", ...Object.entries(row.labels).map(([key, value]) => `${key}=${value}`)]
    .join("\n")
    .toLowerCase();

/** What each filter is called where nothing passes it. */
export const FILTER_NAMES = {
  q: "name, label or pool",
  zone: "zone",
  pool: "pool",
  condition: "condition",
  qos: "QoS class",
  device: "device",
  source: "source state",
  agent: "agent",
} as const satisfies Partial<Record<keyof FleetSearch, string>>;

/** Whether a node passes all filters. */
export const passes = (row: NodeRow, search: FleetSearch): boolean => {
  const { q, zone, pool, condition, qos, device, source, agent } = search;
  if (qos !== undefined && !row.qos[qos]) return false;
  if (device !== undefined && !hasDevice(row, device)) return false;
  if (zone !== undefined && row.zone !== zone) return false;
  if (pool !== undefined && row.pool !== pool) return false;
  if (condition !== undefined && !holds(row, condition)) return false;
  if (source !== undefined && !row.sources.some(({ state }) => state === source)) return false;
  if (agent !== undefined && row.agent.state !== agent) return false;
  if (q === undefined) return true;
  const text = haystack(row);
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
