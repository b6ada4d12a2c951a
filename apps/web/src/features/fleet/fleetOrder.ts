import type { NodeRow } from "@bayplan/api/views";
import type { FleetSearch } from "./fleetSearch.ts";
import { closeness } from "./outlook.ts";

const cpuShare = ({ cpu }: NodeRow): number => (cpu.usage !== null && cpu.capacity ? cpu.usage / cpu.capacity : -1);

const KEYS: Record<Exclude<NonNullable<FleetSearch["sort"]>, "name">, (row: NodeRow) => number> = {
  closest: closeness,
  cpu: cpuShare,
  pods: (row) => row.pods ?? -1,
  restarts: (row) => row.restarts,
};

const collator = new Intl.Collator("en", { numeric: true });

export const byName = (a: { name: string }, b: { name: string }): number => collator.compare(a.name, b.name);

/** The nodes in the order asked for: largest first, names as people count (`web-2` before `web-10`). */
export const inOrder = (rows: readonly NodeRow[], sort: NonNullable<FleetSearch["sort"]>): NodeRow[] => {
  if (sort === "name") return rows.toSorted(byName);
  const keys = new Map(rows.map((row) => [row, KEYS[sort](row)]));
  return rows.toSorted((a, b) => (keys.get(b) ?? 0) - (keys.get(a) ?? 0) || byName(a, b));
};
