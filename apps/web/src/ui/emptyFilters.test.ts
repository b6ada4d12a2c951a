import { expect, test } from "vitest";
import { emptyFilters } from "./emptyFilters.ts";

const ROWS = [
  { zone: "a", pool: "web" },
  { zone: "b", pool: "batch" },
];
const NAMES = { zone: "zone", pool: "pool" };
const passes = (row: { zone: string; pool: string }, { zone, pool }: { zone?: string; pool?: string }): boolean =>
  (zone === undefined || row.zone === zone) && (pool === undefined || row.pool === pool);

test.each([
  ["a value that is nowhere", { zone: "nope", pool: "web" }, [{ key: "zone", words: "zone “nope”" }]],
  ["values that are, though of no row together", { zone: "a", pool: "batch" }, []],
  ["filters that are not set", { zone: "" }, []],
])("%s", (_, search, expected) => expect(emptyFilters(ROWS, search, NAMES, passes)).toEqual(expected));
