import type { Keyed } from "../views/feed.ts";

/** Makes a row of a feed out of what it is about. */
export const rowOf = <Part extends string, Of extends object>(
  part: Part,
  key: string,
  of: Of,
): Of & { key: string; part: Part } => Object.assign({}, of, { key, part });

/** What a row is about, without what only the feed needs. */
export const plainRow = <Row extends Keyed & { part: string }>(row: Row): Omit<Row, "key" | "part"> => {
  const { key: _key, part: _part, ...of } = row;
  return of;
};
