import type { Allocation } from "../../model/device.ts";
import type { Pod } from "../../model/pod.ts";

/** Finished for good: the kubelet reports such a phase only when no container of the pod runs any more. */
export const isFinished = (pod: Pod): boolean => pod.status.phase === "Succeeded" || pod.status.phase === "Failed";

/** Pods by `<namespace>/<name>`: more than one where a pod was recreated under its name. */
export type PodsByName = ReadonlyMap<string, readonly Pod[]>;

export function podsByName(pods: Iterable<Pod>): PodsByName {
  const byName = new Map<string, Pod[]>();
  for (const pod of pods) {
    const name = `${pod.namespace}/${pod.name}`;
    const others = byName.get(name);
    if (others) others.push(pod);
    else byName.set(name, [pod]);
  }
  return byName;
}

/**
 * held: by this pod. finished: the pod is over and holds nothing; kubelets before 1.34 list it all the same.
 * ambiguous: several pods of that name could be meant. gone: no pod has that name. unknown: nobody told which pods are
 * there.
 */
export type Holder =
  | { state: "held"; pod: Pod }
  | { state: "finished"; pod: Pod }
  | { state: "ambiguous" }
  | { state: "gone" }
  | { state: "unknown" };

/**
 * The pod that an allocation belongs to. podresources names no UID, so it is joined by namespace and name; of several
 * pods of one name a finished one holds nothing, and of those left the one that already has statuses was admitted.
 * Source: kubelet `pkg/kubelet/apis/podresources/server_v1.go` (List), `pkg/kubelet/cm/devicemanager/manager.go` (the
 * kubelet frees a device when its pod is no longer active).
 */
export function holderOf(
  allocation: Pick<Allocation, "namespace" | "pod" | "container">,
  pods: PodsByName | null,
): Holder {
  if (pods === null) return { state: "unknown" };
  const named = pods.get(`${allocation.namespace}/${allocation.pod}`) ?? [];
  const [first] = named;
  if (!first) return { state: "gone" };
  const running = named.filter((pod) => !isFinished(pod));
  const candidates = running.length > 1 ? running.filter((pod) => isAdmitted(pod, allocation.container)) : running;
  const [holder] = candidates;
  if (candidates.length === 1 && holder) return { state: "held", pod: holder };
  if (running.length > 0) return { state: "ambiguous" };
  return { state: "finished", pod: first };
}

/** A container that something was given out to, as far as the pods tell who that is. */
export interface DeviceHolder {
  namespace: string;
  pod: string;
  container: string;
  /** Null: the pod is gone, not known, or several of that name could be meant. */
  uid: string | null;
  /** Held for a pod that is not there any more. */
  gone: boolean;
}

export const deviceHolder = ({ namespace, pod, container }: Allocation, holder: Holder): DeviceHolder => ({
  namespace,
  pod,
  container,
  uid: holder.state === "held" ? holder.pod.id : null,
  gone: holder.state === "gone",
});

function isAdmitted(pod: Pod, container: string): boolean {
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status;
  return [...containerStatuses, ...initContainerStatuses].some((status) => status.name === container);
}
