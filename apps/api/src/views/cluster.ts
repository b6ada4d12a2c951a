import type { SourceView } from "./node.ts";

/** How the API server fares as a whole: said here too, because without nodes there is no row to say it in. */
export interface ClusterView {
  /** The cluster's name in the kubeconfig; null where there is no API server. */
  name: string | null;
  /** What the first whole picture still waits for, in words; empty once it is here, or it is known why it will not be. */
  awaited: string[];
  sources: SourceView[];
}
