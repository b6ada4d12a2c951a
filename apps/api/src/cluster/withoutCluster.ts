import { fromMillis, type Clock } from "@bayplan/shared";
import type { SourceView } from "../views/node.ts";

/** What stands in place of the API server's calls where none is configured. */
export const withoutCluster = (clock: Clock): SourceView => ({
  source: "apiserver",
  call: "list /api/v1/nodes",
  state: "unsupported",
  since: fromMillis(clock.now()),
  message:
    "No API server is configured: conditions, allocatable resources and events are not known. Start Bayplan with a kubeconfig to see them.",
  heardAt: null,
});
