import type { Misfit } from "@bayplan/shared";

/** Whether a pod would find its place on a node. */
export interface FitView {
  node: string;
  /** Null: its pods or what it has are not known, and `unknown` says why. */
  fits: boolean | null;
  unknown: string | null;
  /** Everything that is in its way. */
  misfits: Misfit[];
}
