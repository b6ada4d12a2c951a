import type { ContainerSpec, Pod } from "../../model/pod.ts";
import { NANO, parseQuantity } from "../quantity.ts";
import { qosClass } from "../qosClass.ts";
import { isStatic, priorityOf, SYSTEM_CRITICAL_PRIORITY } from "../eviction/active.ts";
import {
  allocatedOf,
  containerRequests,
  hasPodLevelResources,
  isSidecar,
  podLevelRequests,
  statusOf,
} from "../resources/podResources.ts";

const GUARANTEED = -997;
const BEST_EFFORT = 1000;

/**
 * What the kubelet adds to the kernel's out-of-memory score of a container's processes (−1000 to 1000, higher dies first),
 * after `pkg/kubelet/qos/policy.go` and KEP-2837.
 *
 * @param memoryCapacity of the node, in bytes.
 */
export function oomScoreAdj(pod: Pod, container: ContainerSpec, memoryCapacity: number): number {
  if (isNodeCritical(pod)) return GUARANTEED;
  const tier = pod.status.qosClass ?? qosClass(pod.spec);
  if (tier !== "Burstable") return tier === "Guaranteed" ? GUARANTEED : BEST_EFFORT;

  const share = podLevelShare(pod);
  const score = (request: bigint): number =>
    memoryCapacity > 0 ? 1000 - Number((1000n * (request + share)) / BigInt(memoryCapacity)) : BEST_EFFORT;
  const own = score(memoryRequest(pod, container));
  const isSidecarHere = isSidecar(container) && (pod.spec.initContainers?.includes(container) ?? false);
  const adjustment = isSidecarHere
    ? Math.min(
        own,
        ...pod.spec.containers
          .map((regular) => memoryRequest(pod, regular))
          .toSorted(ascending)
          .slice(0, 1)
          .map(score),
      )
    : own;
  // A burstable container ranks above every guaranteed and below every best-effort one.
  return Math.min(Math.max(adjustment, 1000 + GUARANTEED), BEST_EFFORT - 1);
}

const isNodeCritical = (pod: Pod): boolean =>
  pod.spec.priorityClassName === "system-node-critical" &&
  (isStatic(pod) || priorityOf(pod) >= SYSTEM_CRITICAL_PRIORITY);

/** In whole bytes, rounded up. */
const memoryRequest = (pod: Pod, container: ContainerSpec): bigint =>
  bytes(parseQuantity(allocatedOf(pod, container, statusOf(pod, container.name))?.["memory"] ?? "0"));

/**
 * What each container, init containers too, gets of what the pod asked beyond the need of its containers. After
 * `pkg/kubelet/qos/helpers.go` (`remainingPodMemReqPerContainer`).
 */
function podLevelShare(pod: Pod): bigint {
  const asked = hasPodLevelResources(pod) ? podLevelRequests(pod, "allocated")["memory"] : undefined;
  if (asked === undefined) return 0n;
  const rest = bytes(asked) - bytes(containerRequests(pod, "allocated")["memory"] ?? 0n);
  const sharers = pod.spec.containers.length + (pod.spec.initContainers?.length ?? 0);
  return rest > 0n ? rest / BigInt(sharers) : 0n;
}

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

const bytes = (nano: bigint): bigint => (nano + NANO - 1n) / NANO;
