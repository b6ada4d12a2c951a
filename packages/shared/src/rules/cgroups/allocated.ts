import type { ContainerSpec, Pod, QosClass, ResourceList } from "../../model/pod.ts";
import { amounts, type Amounts } from "../resources/list.ts";
import { allocatedOf, podLimits, podRequests, statusOf } from "../resources/podResources.ts";
import { qosClass } from "../qosClass.ts";
import { NANO } from "../quantity.ts";

/** The class a pod's cgroup lies under: the status's, before it has one the spec's. */
export const tierOf = (pod: Pod): QosClass => pod.status.qosClass ?? qosClass(pod.spec);

/**
 * The limits that the kubelet works by. It tells no allocated limits: while a resize waits to be granted they are what
 * is applied, and from then on what the spec says.
 */
const limitsAllocated = (pod: Pod): "allocated" | "spec" =>
  (pod.status.conditions ?? []).some(({ type, status }) => type === "PodResizePending" && status === "True")
    ? "allocated"
    : "spec";

export const allocatedRequests = (pod: Pod, container: ContainerSpec): Amounts =>
  amounts(allocatedOf(pod, container, statusOf(pod, container.name)));

export function allocatedLimits(pod: Pod, container: ContainerSpec): Amounts {
  const applied: ResourceList | undefined = statusOf(pod, container.name)?.resources?.limits;
  return amounts(
    limitsAllocated(pod) === "allocated" ? (applied ?? container.resources?.limits) : container.resources?.limits,
  );
}

/** With the overhead, as the pod's own cgroup has them. */
export const podRequestsAllocated = (pod: Pod): Amounts => podRequests(pod, { view: "allocated" });
export const podLimitsAllocated = (pod: Pod): Amounts => podLimits(pod, { view: limitsAllocated(pod) });

/** Every container that counts: regular ones, init containers and sidecars. */
export const allContainers = (pod: Pod): ContainerSpec[] => [
  ...pod.spec.containers,
  ...(pod.spec.initContainers ?? []),
];

/** Whole bytes or pieces, a part of one counted as one, as apimachinery's `Value` does. */
export const wholeOf = (nano: bigint | undefined): number => Number(((nano ?? 0n) + NANO - 1n) / NANO);
