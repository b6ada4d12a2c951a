import type { Pod } from "../../model/pod.ts";
import type { Amounts } from "../resources/list.ts";
import { podRequests } from "../resources/podResources.ts";
import { isFinished } from "./holder.ts";

/**
 * Of extended resources, what pods asked for and got from a claim in its stead, in billionths of a piece (KEP-5004). It is
 * in what they request, and in no list of device ids and nothing that the node can allocate. Such a claim is made for one
 * pod, so no two count the same device. After `pkg/scheduler/framework/plugins/noderesources/fit.go` (a resource that a
 * node's device plugin offers is not delegated).
 */
export function claimedExtended(pods: Iterable<Pod>): Amounts {
  const claimed: Amounts = {};
  for (const pod of pods) {
    if (pod.status.extendedResources === undefined || isFinished(pod)) continue;
    const requests = podRequests(pod);
    for (const resource of new Set(pod.status.extendedResources.map((one) => one.resource)))
      claimed[resource] = (claimed[resource] ?? 0n) + (requests[resource] ?? 0n);
  }
  return claimed;
}
