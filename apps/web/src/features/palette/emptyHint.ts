import { count } from "../../format/words.ts";
import type { PodSearch } from "./usePodSearch.ts";

/** Why nothing is listed, and what else could be. */
export const emptyHint = ({ looking, failure, nodesUnknown }: Omit<PodSearch, "pods">): string => {
  if (looking) return "Looking among the pods of all nodes…";
  if (failure !== null) return `Nothing on this page is called that, and the pods could not be searched: ${failure}`;
  if (nodesUnknown === 0) return "No node, pod, device or page is called that.";
  return `Nothing that is known is called that. The pods of ${count(nodesUnknown, "node")} are not known: no agent tells them.`;
};
