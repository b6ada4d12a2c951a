import type { CgroupView } from "@bayplan/api/views";
import { markOf, readMarks, turned, writeMarks } from "../../../ui/opened.ts";
import { beginsOpen, type Openings } from "./cgroupRows.ts";

/** What of the tree is opened: `all` where every pod is, then the marks of the rows that are otherwise. */
export interface CgroupsSearch {
  cgroups?: string;
}

/** As a mark of a row it would be one of four billions. */
const ALL = "all";

export const readCgroupsSearch = (given: Record<string, unknown>): CgroupsSearch => {
  const cgroups = writeMarks(readMarks(given.cgroups));
  return cgroups === "" ? {} : { cgroups };
};

export const openingsOf = (rows: readonly CgroupView[], { cgroups }: CgroupsSearch): Openings => {
  const marks = new Set(readMarks(cgroups));
  const all = marks.has(ALL);
  return new Map(
    rows.flatMap((row) => {
      const usual = beginsOpen(row) || (all && row.kind === "pod");
      const open = marks.has(markOf(row.id)) ? !usual : usual;
      return open === beginsOpen(row) ? [] : [[row.id, open]];
    }),
  );
};

/** The address with that row turned. */
export const withTurned = ({ cgroups }: CgroupsSearch, id: string): string => {
  const marks = readMarks(cgroups);
  const mark = markOf(id);
  return writeMarks(turned(marks, mark, !marks.includes(mark)));
};

/** The address with every pod open, or none. */
export const withAll = (open: boolean): string => (open ? ALL : "");
