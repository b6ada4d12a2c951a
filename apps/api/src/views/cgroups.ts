import type { Cgroup, CgroupTree } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

/** What is so of all of a node's cgroups. */
export interface CgroupsSummary extends Keyed, Omit<CgroupTree, "cgroups"> {
  part: "cgroups";
  /** Why what the runtime applied is not known, in its source's words; null where the runtime answers. */
  runtimeUnknown: string | null;
}

/** One cgroup; its place in the tree is told by `parent`. */
export interface CgroupView extends Keyed, Cgroup {
  part: "cgroup";
  /** Among the rows of the tree, parents before their children. */
  order: number;
}

/** One row of `node.cgroups`, told by `part`. */
export type CgroupPart = CgroupsSummary | CgroupView;
