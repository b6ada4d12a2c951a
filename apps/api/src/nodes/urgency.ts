import { CLOSE_SHARE, CLOSE_TIME } from "@bayplan/shared/closeness";
import { inPlainOrder, naturalKey } from "@bayplan/shared/naturalOrder";
import type { FleetRow, NodeRow } from "../views/node.ts";

type Facts = Omit<NodeRow, "urgency">;

/** Whether the answer that tells its use was heard once and is late: what is known of it is of the past. */
const isOverdue = ({ sources }: Facts): boolean => {
  const summary = sources.find(({ call }) => call.includes("stats/summary"));
  return (
    summary !== undefined && (summary.state === "stale" || summary.state === "unreachable") && summary.heardAt !== null
  );
};

/** Whether nobody can say how it fares: its place must not depend on what it used when it was last heard. */
const isLost = (row: Facts): boolean => row.ready === false || row.agent.state === "silent" || isOverdue(row);

const isLive = (row: Facts): boolean =>
  row.agent.state !== "silent" && !isOverdue(row) && row.memory.usage !== null && row.memory.capacity !== null;

/** A row's `urgency`. */
export const urgencyOf = (row: Facts): number => {
  const { memory, eviction, pressure } = row;
  const live = isLive(row);
  const used = live && memory.usage !== null && memory.capacity ? memory.usage / memory.capacity : null;
  const summary = live && eviction?.thresholdsKnown && eviction.signal !== null ? eviction : null;
  if (summary && summary.headroom !== null && summary.headroom < 0) return 4 - (summary.headroomShare ?? 0);
  if (pressure.length > 0 || summary?.met) return 3 + (used ?? 0);
  const share = summary ? summary.headroomShare : used === null ? null : 1 - used;
  const soon = (summary?.meetsIn ?? Infinity) * 1000 < CLOSE_TIME;
  if (share !== null && (share < CLOSE_SHARE || soon)) return 2 + (1 - share);
  if (isLost(row)) return 1.5;
  return share === null ? -1 : 1 - share;
};

/** The rows of the fleet as its page lists them unless another order is asked for: those alike by name. */
export const mostUrgentFirst = (rows: readonly FleetRow[]): FleetRow[] =>
  rows
    .map((row) => ({ row, name: naturalKey(row.name) }))
    .sort((a, b) => b.row.urgency - a.row.urgency || inPlainOrder(a.name, b.name))
    .map(({ row }) => row);
