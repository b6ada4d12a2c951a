import type { NodeRow } from "@bayplan/api/views";
import { inPlainOrder, naturalKey } from "@bayplan/shared/naturalOrder";
import type { FleetSearch } from "./fleetSearch.ts";
import type { Compare } from "./keptOrder.ts";

const cpuShare = ({ cpu }: NodeRow): number => (cpu.usage !== null && cpu.capacity ? cpu.usage / cpu.capacity : -1);

const KEYS: Record<Exclude<NonNullable<FleetSearch["sort"]>, "name">, (row: NodeRow) => number> = {
  closest: (row) => row.urgency,
  cpu: cpuShare,
  pods: (row) => row.pods ?? -1,
  restarts: (row) => row.restarts ?? -1,
};

/** Names as people count. */
export const byName = (a: NodeRow, b: NodeRow): number => inPlainOrder(naturalKey(a.name), naturalKey(b.name));

/** The order asked for: largest first, and those alike by name. */
export const orderOf = (sort: NonNullable<FleetSearch["sort"]>): Compare<NodeRow> => {
  if (sort === "name") return byName;
  const read = KEYS[sort];
  return (a, b) => read(b) - read(a) || byName(a, b);
};
