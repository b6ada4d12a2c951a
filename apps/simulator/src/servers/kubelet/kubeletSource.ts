import type { Answer } from "../answer.ts";

/** What stands behind a kubelet's server: a simulated node, or a recording. */
export interface KubeletSource {
  /** Null: nobody listens there at the moment. */
  get(path: string): Answer | null;
}
