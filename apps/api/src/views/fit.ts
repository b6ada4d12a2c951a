import type { Misfit, Room } from "@bayplan/shared";

/** Whether a pod would find its place on a node. */
export interface FitView {
  node: string;
  /** Null: its pods or what it has are not known, and `unknown` says why. */
  fits: boolean | null;
  unknown: string | null;
  /** Its pods are not known, and whoever opens the node has them read from the API server. */
  loadable: boolean;
  /** Everything that is in its way. */
  misfits: Misfit[];
  /** Of each resource that it asks for, what pods can still ask for there. */
  room: Room[];
  /** What is free there above the hard threshold of memory, in bytes: requests say nothing of use. Null: not known. */
  memoryHeadroom: number | null;
}
