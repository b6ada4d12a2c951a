import type { FleetRow } from "../views/node.ts";

/** Whether its usage can pass for the present: no answer that it is made of is overdue. */
const isLive = ({ agent, sources, memory }: FleetRow): boolean => {
  const summary = sources.find(({ call }) => call.includes("stats/summary"));
  const overdue = summary && (summary.state === "stale" || summary.state === "unreachable") && summary.heardAt !== null;
  return agent.state !== "silent" && !overdue && memory.usage !== null && memory.capacity !== null;
};

/**
 * How much a node needs to be looked at: 4 and more evicts, 3 is under pressure, 2 is lost; below 1 the less headroom
 * the more, by memory in use where no line is known; −1 where nothing is. A page sorts by the same, and moves nothing
 * when the others arrive.
 */
const urgency = (row: FleetRow): number => {
  const { memory, eviction, pressure, ready, agent } = row;
  const live = isLive(row);
  const used = live && memory.usage !== null && memory.capacity ? memory.usage / memory.capacity : null;
  const summary = live && eviction?.thresholdsKnown && eviction.signal !== null ? eviction : null;
  if (summary && summary.headroom !== null && summary.headroom < 0) return 4 - (summary.headroomShare ?? 0);
  if (pressure.length > 0 || summary?.met) return 3 + (used ?? 0);
  if (ready === false || agent.state === "silent") return 2;
  return summary && summary.headroomShare !== null ? 1 - summary.headroomShare : (used ?? -1);
};

/** Sorts as people count when compared plainly: `web-2` before `web-10`. */
const nameKey = (name: string): string => name.replace(/\d+/g, (digits) => digits.padStart(9, "0"));

const inPlainOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The rows of the fleet as its page lists them unless another order is asked for: those alike by name. */
export const mostUrgentFirst = (rows: readonly FleetRow[]): FleetRow[] =>
  rows
    .map((row) => ({ row, urgency: urgency(row), name: nameKey(row.name) }))
    .sort((a, b) => b.urgency - a.urgency || inPlainOrder(a.name, b.name))
    .map(({ row }) => row);
