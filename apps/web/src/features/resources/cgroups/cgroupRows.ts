import type { CgroupPart, CgroupsSummary, CgroupView } from "@bayplan/api/views";

/** A node's cgroups as they came: what all have in common, and each, parents before their children. */
export interface CgroupParts {
  summary: CgroupsSummary | null;
  cgroups: CgroupView[];
}

export const cgroupParts = (rows: ReadonlyMap<string, CgroupPart>): CgroupParts => {
  const parts: CgroupParts = { summary: null, cgroups: [] };
  for (const row of rows.values()) {
    if (row.part === "cgroups") parts.summary = row;
    else parts.cgroups.push(row);
  }
  parts.cgroups.sort((a, b) => a.order - b.order);
  return parts;
};

/** One row of the tree as it is shown. */
export interface TreeRow {
  cgroup: CgroupView;
  /** From 1. */
  level: number;
  /** Null: it has nothing below it. */
  open: boolean | null;
  /** Its place among its siblings, from 1, and how many they are. */
  place: number;
  siblings: number;
}

/** Which rows were opened or closed by hand, by id; the others are as they begin: all but the pods are open. */
export type Openings = ReadonlyMap<string, boolean>;

export const beginsOpen = ({ kind }: CgroupView): boolean => kind !== "pod";

const isOpen = (cgroup: CgroupView, openings: Openings): boolean => openings.get(cgroup.id) ?? beginsOpen(cgroup);

/** The rows of the tree that are in sight, by what is open. */
export const treeRows = (cgroups: readonly CgroupView[], openings: Openings): TreeRow[] => {
  const children = Map.groupBy(cgroups, ({ parent }) => parent);
  const below = (parent: string | null, level: number): TreeRow[] => {
    const siblings = children.get(parent) ?? [];
    return siblings.flatMap((cgroup, index): TreeRow[] => {
      const open = children.has(cgroup.id) ? isOpen(cgroup, openings) : null;
      const row = { cgroup, level, open, place: index + 1, siblings: siblings.length };
      return [row].concat(open ? below(cgroup.id, level + 1) : []);
    });
  };
  return below(null, 1);
};

/** The pod that a row leads to; null: it is no pod's, or nobody told whose. */
export const podOf = ({ kind, namespace, pod }: CgroupView): { namespace: string; name: string } | null =>
  kind === "pod" && namespace !== null && pod !== null ? { namespace, name: pod } : null;

/** What a key does in a treegrid: opens or closes its row, follows the row's link, or goes to another. Null: nothing of these. */
export type TreeStep = { open: boolean } | { follow: true } | { to: number } | null;

/**
 * After the treegrid pattern of the ARIA practices: right opens or goes in, left closes or goes out, the space bar turns,
 * and so does Enter where it follows no link.
 */
export const stepOf = (key: string, rows: readonly TreeRow[], from: number, page: number): TreeStep => {
  const row = rows[from];
  if (!row) return null;
  const last = rows.length - 1;
  switch (key) {
    case "ArrowRight":
      return row.open === null ? null : row.open ? { to: from + 1 } : { open: true };
    case "ArrowLeft": {
      if (row.open) return { open: false };
      const parent = rows.findIndex(({ cgroup }) => cgroup.id === row.cgroup.parent);
      return parent < 0 ? null : { to: parent };
    }
    case "Enter":
      if (podOf(row.cgroup) !== null) return { follow: true };
      return row.open === null ? null : { open: !row.open };
    case " ":
      return row.open === null ? null : { open: !row.open };
    case "ArrowDown":
      return { to: Math.min(from + 1, last) };
    case "ArrowUp":
      return { to: Math.max(from - 1, 0) };
    case "PageDown":
      return { to: Math.min(from + page, last) };
    case "PageUp":
      return { to: Math.max(from - page, 0) };
    case "Home":
      return { to: 0 };
    case "End":
      return { to: last };
    default:
      return null;
  }
};
