import type { ReactNode } from "react";

export type CellValue = string | number | boolean | null;

export type JsonValue = CellValue | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** For JSON, where an empty list may also mean that nobody knows. */
export const listOrNull = <Item extends JsonValue>(items: readonly Item[]): readonly Item[] | null =>
  items.length > 0 ? items : null;

/** A column of a table: its value is what sorts and what a file says, in base units. */
export interface Column<Row> {
  key: string;
  name: string;
  value(row: Row): CellValue;
  /** What a JSON file says in its place, where the value joins several to a text; undefined leaves it out. */
  json?(row: Row): JsonValue | undefined;
  /** What the value counts: `bytes`, `cores`, `seconds`. Files say it in the column's head and key. */
  unit?: string;
  /** What is shown; the value as text where it is left out. */
  render?(row: Row): ReactNode;
  /** As in `grid-template-columns`; `1fr` where it is left out. */
  width?: string;
  /** Amounts stand to the right. */
  numeric?: boolean;
  /** Stands in files alone. */
  fileOnly?: boolean;
  /** What a button beside it copies; null where there is nothing. */
  copy?(row: Row): string | null;
}

export interface Order {
  key: string;
  descending: boolean;
}

const collator = new Intl.Collator("en", { numeric: true });

/** What is not known comes last, whichever way. */
const compare = (a: CellValue, b: CellValue, sign: number): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "string" || typeof b === "string") return sign * collator.compare(String(a), String(b));
  return sign * (Number(a) - Number(b));
};

/** The rows by one column; those alike stay as they come, and so do all by a column that is none. */
export const inOrder = <Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: Order | null,
): readonly Row[] => {
  const column = order && columns.find(({ key }) => key === order.key);
  if (!column) return rows;
  const sign = order.descending ? -1 : 1;
  return rows.toSorted((a, b) => compare(column.value(a), column.value(b), sign));
};
