import type { Pod, ResourceList, ResourceRequirements } from "../../model/pod.ts";
import type { Time } from "../../model/time.ts";
import { parseQuantity } from "../quantity.ts";
import { allocatedOf, isSidecar, statusOf } from "./podResources.ts";

/**
 * none: what is wanted is applied. in-progress: granted, and being applied. deferred: it does not fit now and may later.
 * infeasible: it never fits this node. failed: it was granted and cannot be applied.
 */
export type ResizeState = "none" | "in-progress" | "deferred" | "infeasible" | "failed";

export interface PodResize {
  state: ResizeState;
  /** Why, in the kubelet's words; null where it gives no reason. */
  message: string | null;
  since: Time | null;
  containers: ContainerResize[];
}

/** What a container wants, was granted and has. Quantities as the API writes them. */
export interface ContainerResize {
  name: string;
  desired: ResourceRequirements;
  /** Null where the kubelet does not tell. */
  allocated: ResourceList | null;
  /** What the runtime applied; null where the kubelet does not tell. */
  actual: ResourceRequirements | null;
  /** Some of the three differ. */
  differs: boolean;
}

/** How far an in-place resize has come, by the pod's conditions (KEP-1287), or by `status.resize` before Kubernetes 1.33. */
export function podResize(pod: Pod): PodResize {
  const resizable = [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter(isSidecar)];
  const containers = resizable.map((container): ContainerResize => {
    const status = statusOf(pod, container.name);
    const desired = container.resources ?? {};
    const told = status?.resources !== undefined || status?.allocatedResources !== undefined;
    const allocated = told ? (allocatedOf(pod, container, status) ?? {}) : null;
    const actual = status?.resources ?? null;
    const differs =
      (allocated !== null && !sameOf(desired.requests, allocated)) ||
      (actual !== null && (!sameOf(desired.requests, actual.requests) || !sameOf(desired.limits, actual.limits)));
    return { name: container.name, desired, allocated, actual, differs };
  });
  return { ...progress(pod), containers };
}

function progress({ status }: Pod): Pick<PodResize, "state" | "message" | "since"> {
  const active = (type: string) =>
    status.conditions?.find((condition) => condition.type === type && condition.status === "True");
  const pending = active("PodResizePending");
  const running = active("PodResizeInProgress");
  const told = pending ?? running;
  if (told !== undefined) {
    const state: ResizeState =
      pending === undefined
        ? told.reason === "Error"
          ? "failed"
          : "in-progress"
        : pending.reason === "Infeasible"
          ? "infeasible"
          : "deferred";
    return { state, message: told.message ?? null, since: told.lastTransitionTime ?? null };
  }
  const old: Partial<Record<string, ResizeState>> = {
    Deferred: "deferred",
    Infeasible: "infeasible",
    InProgress: "in-progress",
    Proposed: "in-progress",
  };
  return { state: old[status.resize ?? ""] ?? "none", message: null, since: null };
}

/** Only cpu and memory can be resized. */
const sameOf = (a: ResourceList | undefined, b: ResourceList | undefined): boolean =>
  sameAmount(a?.["cpu"], b?.["cpu"]) && sameAmount(a?.["memory"], b?.["memory"]);

const sameAmount = (a = "0", b = "0"): boolean => a === b || parseQuantity(a) === parseQuantity(b);
