import type { Pod } from "../../model/pod.ts";

/** A pod of at least this priority is critical: `system-cluster-critical` begins here. */
export const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000;

/**
 * The kubelet still counts the pod as running here: neither Failed nor Succeeded, or some container of it runs on.
 * After `pkg/kubelet/kubelet_pods.go` (`filterOutInactivePods`).
 */
export function isActive(pod: Pod): boolean {
  if (pod.status.phase !== "Failed" && pod.status.phase !== "Succeeded") return true;
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = pod.status;
  return [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].some(
    (status) => status.state?.running !== undefined,
  );
}

/** From a file or URL on the node, or the API's mirror of such a one. */
export const isStatic = (pod: Pod): boolean =>
  pod.mirror === true || pod.configSource === "file" || pod.configSource === "http";

export const priorityOf = (pod: Pod): number => pod.spec.priority ?? 0;

/** Why the kubelet would never evict the pod (`pkg/kubelet/types/pod_update.go`, `IsCriticalPod`); null: it might. */
export function neverEvicted(pod: Pod): string | null {
  if (isStatic(pod)) return "it is a static pod";
  return priorityOf(pod) >= SYSTEM_CRITICAL_PRIORITY ? `its priority ${priorityOf(pod)} makes it critical` : null;
}
