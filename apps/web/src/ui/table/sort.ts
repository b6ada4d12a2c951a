import type { Order } from "./column.ts";

/** How the tables of a page are sorted, as its address says it: `containers.-restarts images.size`. */
export interface SortSearch {
  sort?: string;
}

const FORM = /^([\w-]+)\.(-?)(\w+)$/;

const partsOf = (sort = ""): RegExpExecArray[] =>
  sort
    .split(" ")
    .map((part) => FORM.exec(part))
    .filter((part) => part !== null);

/** What is no order of a table is left out; a table or column that is none changes nothing. */
export const readSort = (given: Record<string, unknown>): SortSearch => {
  const parts = typeof given.sort === "string" ? partsOf(given.sort) : [];
  return parts.length > 0 ? { sort: parts.map(([text]) => text).join(" ") } : {};
};

export const orderOf = (sort: string | undefined, table: string): Order | null => {
  const part = partsOf(sort).find(([, name]) => name === table);
  return part ? { key: part[3] ?? "", descending: part[2] === "-" } : null;
};

/** With that table's order in the place of the one it had; null takes it away. */
export const withOrder = (sort: string | undefined, table: string, order: Order | null): string =>
  [
    ...partsOf(sort)
      .filter(([, name]) => name !== table)
      .map(([text]) => text),
    ...(order ? [`${table}.${order.descending ? "-" : ""}${order.key}`] : []),
  ].join(" ");

/** What a press on a head makes of the order: amounts begin with the largest, the third press takes it away. */
export const pressed = (before: Order | null, key: string, numeric: boolean): Order | null => {
  if (before?.key !== key) return { key, descending: numeric };
  return before.descending === numeric ? { key, descending: !numeric } : null;
};
