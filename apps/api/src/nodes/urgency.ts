import { inPlainOrder, naturalKey } from "@bayplan/shared/naturalOrder";
import type { FleetRow, NodeRow } from "../views/node.ts";

type Facts = Omit<NodeRow, "urgency">;

/** Whether its usage can pass for the present: no answer that it is made of is overdue. */
const isLive = ({ agent, sources, memory }: Facts): boolean => {
  const summary = sources.find(({ call }) => call.includes("stats/summary"));
  const overdue = summary && (summary.state === "stale" || summary.state === "unreachable") && summary.heardAt !== null;
  return agent.state !== "silent" && !overdue && memory.usage !== null && memory.capacity !== null;
};

/** A row's `urgency`. */
export const urgencyOf = (row: Facts): number => {
  const { memory, eviction, pressure, ready, agent } = row;
  const live = isLive(row);
  const used = live && memory.usage !== null && memory.capacity ? memory.usage / memory.capacity : null;
  const summary = live && eviction?.thresholdsKnown && eviction.signal !== null ? eviction : null;
  if (summary && summary.headroom !== null && summary.headroom < 0) return 4 - (summary.headroomShare ?? 0);
  if (pressure.length > 0 || summary?.met) return 3 + (used ?? 0);
  if (ready === false || agent.state === "silent") return 2;
  return summary && summary.headroomShare !== null ? 1 - summary.headroomShare : (used ?? -1);
};

/** The rows of the fleet as its page lists them unless another order is asked for: those alike by name. */
export const mostUrgentFirst = (rows: readonly FleetRow[]): FleetRow[] =>
  rows
    .map((row) => ({ row, name: naturalKey(row.name) }))
    .sort((a, b) => b.row.urgency - a.row.urgency || inPlainOrder(a.name, b.name))
    .map(({ row }) => row);
