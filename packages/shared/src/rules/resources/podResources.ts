import type { ContainerSpec, ContainerStatus, Pod, ResourceList } from "../../model/pod.ts";
import { add, amounts, raise, type Amounts } from "./list.ts";

/**
 * Which figures count while a container is being resized in place (KEP-1287); at rest all three are the same.
 * scheduler: of each container the greatest of what is wanted, allocated and applied, for nothing may be promised twice.
 * spec: what is wanted. allocated: what the kubelet has granted, by which it evicts.
 */
export type RequestView = "scheduler" | "spec" | "allocated";

export interface PodResourcesOptions {
  /** Default: `scheduler`. */
  view?: RequestView;
  /** Default: true. */
  overhead?: boolean;
}

/** A fresh list each time. */
type OfContainer = (container: ContainerSpec, status: ContainerStatus | undefined) => Amounts;

/**
 * What a pod asks of its node, by resource, in billionths: the sum of its containers and sidecars or the greatest need
 * of an init container, whichever is more; pod-level requests in place of that where they are set; and the overhead.
 * After component-helpers `resource/helpers.go` (`PodRequests`) and KEP-753 (sidecars).
 *
 * @throws Error that names the resource, where a quantity is malformed.
 */
export function podRequests(pod: Pod, { view = "scheduler", overhead = true }: PodResourcesOptions = {}): Amounts {
  const requests = containerRequests(pod, view);
  if (hasPodLevelRequests(pod)) Object.assign(requests, podLevelRequests(pod, view));
  if (overhead && pod.spec.overhead !== undefined) add(requests, amounts(pod.spec.overhead));
  return requests;
}

/**
 * What a pod's containers ask for together, whatever the pod as such asks for, in billionths and without the overhead.
 * After component-helpers `resource/helpers.go` (`AggregateContainerRequests`).
 *
 * @throws Error that names the resource, where a quantity is malformed.
 */
export const containerRequests = (pod: Pod, view: RequestView): Amounts =>
  aggregate(
    pod,
    view === "spec" ? wantedRequests : view === "allocated" ? allocatedRequests(pod) : schedulerRequests(pod),
  );

/**
 * What a pod may use at most, by resource, in billionths. A resource is in it only where some container limits it, so a
 * pod of two containers of which one has no limit is not held to this sum. The overhead is added to what is limited.
 * The kubelet does not tell the limits it allocated, so `allocated` is what the runtime applied.
 *
 * @throws Error that names the resource, where a quantity is malformed.
 */
export function podLimits(pod: Pod, { view = "scheduler", overhead = true }: PodResourcesOptions = {}): Amounts {
  const limits = aggregate(
    pod,
    view === "spec" || isAtRest(pod) ? wantedLimits : view === "allocated" ? appliedLimits : schedulerLimits(pod),
  );
  if (hasPodLevelResources(pod)) Object.assign(limits, podLevelOf(pod.spec.resources?.limits));
  if (!overhead || pod.spec.overhead === undefined) return limits;
  const extra = amounts(pod.spec.overhead);
  for (const name in extra) if ((limits[name] ?? 0n) !== 0n) limits[name] = (limits[name] ?? 0n) + (extra[name] ?? 0n);
  return limits;
}

/** Pod-level requests or limits are set, for a resource that may have them: cpu, memory and huge pages. */
export const hasPodLevelResources = (pod: Pod): boolean =>
  hasPodLevelRequests(pod) || podLevelNames(pod.spec.resources?.limits).length > 0;

/** What the pod as such was granted of the resources that it requests as such. */
export function podLevelRequests(pod: Pod, view: RequestView): Amounts {
  const wanted = podLevelOf(pod.spec.resources?.requests);
  if (view === "spec") return wanted;
  const allocated = withoutOverhead(pod, podLevelOf(pod.status.allocatedResources), wanted);
  if (view === "allocated") return { ...wanted, ...allocated };
  const greatest = isResizeInfeasible(pod) ? {} : { ...wanted };
  raise(greatest, allocated);
  raise(greatest, withoutOverhead(pod, podLevelOf(pod.status.resources?.requests), wanted));
  return { ...wanted, ...greatest };
}

/** Restarts always: it starts before the containers and runs beside them. */
export const isSidecar = (container: ContainerSpec): boolean => container.restartPolicy === "Always";

const isResizeInfeasible = (pod: Pod): boolean =>
  pod.status.conditions?.find((condition) => condition.type === "PodResizePending")?.reason === "Infeasible" ||
  pod.status.resize === "Infeasible";

/** What a container has been granted. Before its first start, and from kubelets that do not tell, that is its spec's. */
export function allocatedOf(
  pod: Pod,
  container: ContainerSpec,
  status: ContainerStatus | undefined,
): ResourceList | undefined {
  if (status?.allocatedResources !== undefined) return status.allocatedResources;
  // One that tells what is applied, and of an allocation nothing, has granted nothing of what the resize asks for.
  return isResizePending(pod) && status?.resources !== undefined ? undefined : container.resources?.requests;
}

const isResizePending = (pod: Pod): boolean =>
  pod.status.conditions?.some((condition) => condition.type === "PodResizePending") ?? false;

export const statusOf = (pod: Pod, name: string): ContainerStatus | undefined =>
  pod.status.containerStatuses?.find((status) => status.name === name) ??
  pod.status.initContainerStatuses?.find((status) => status.name === name);

const wantedRequests: OfContainer = (container) => amounts(container.resources?.requests);
const wantedLimits: OfContainer = (container) => amounts(container.resources?.limits);
const appliedLimits: OfContainer = (container, status) =>
  amounts(status?.resources?.limits ?? container.resources?.limits);
const allocatedRequests =
  (pod: Pod): OfContainer =>
  (container, status) =>
    amounts(allocatedOf(pod, container, status));

/** The greatest of each container by itself. After component-helpers `resource/helpers.go` (`determineEffectiveRequests`). */
function schedulerRequests(pod: Pod): OfContainer {
  if (isAtRest(pod)) return wantedRequests;
  const infeasible = isResizeInfeasible(pod);
  return (container, status) => {
    if (status?.resources === undefined || isPlainInit(pod, container)) return wantedRequests(container, status);
    const granted = [status.allocatedResources, status.resources.requests];
    return greatest(infeasible ? granted : [container.resources?.requests, ...granted]);
  };
}

/** Likewise, after `determineEffectiveLimits`: a resize that is infeasible leaves only what is applied. */
function schedulerLimits(pod: Pod): OfContainer {
  const infeasible = isResizeInfeasible(pod);
  return (container, status) => {
    if (status?.resources === undefined || isPlainInit(pod, container)) return wantedLimits(container, status);
    return greatest(infeasible ? [status.resources.limits] : [container.resources?.limits, status.resources.limits]);
  };
}

/** The scheduler does not ask such a container's status. */
const isPlainInit = (pod: Pod, container: ContainerSpec): boolean =>
  !isSidecar(container) && (pod.spec.initContainers?.includes(container) ?? false);

function greatest(lists: readonly (ResourceList | undefined)[]): Amounts {
  const result: Amounts = {};
  for (const list of lists) raise(result, amounts(list));
  return result;
}

/** What is wanted, allocated and applied is written alike for every container, so that one view serves for all. */
const isAtRest = (pod: Pod): boolean =>
  !isResizePending(pod) &&
  pod.spec.containers.every(isSettled(pod)) &&
  (pod.spec.initContainers?.every(isSettled(pod)) ?? true);

const isSettled =
  (pod: Pod) =>
  ({ name, resources }: ContainerSpec): boolean => {
    const { allocatedResources, resources: applied } = statusOf(pod, name) ?? {};
    return (
      (allocatedResources === undefined || sameText(resources?.requests, allocatedResources)) &&
      (applied === undefined ||
        (sameText(resources?.requests, applied.requests) && sameText(resources?.limits, applied.limits)))
    );
  };

function sameText(a: ResourceList = {}, b: ResourceList = {}): boolean {
  for (const name in a) if (a[name] !== b[name]) return false;
  for (const name in b) if (!(name in a)) return false;
  return true;
}

function aggregate(pod: Pod, of: OfContainer): Amounts {
  const total: Amounts = {};
  for (const container of pod.spec.containers) add(total, of(container, statusOf(pod, container.name)));
  const sidecars: Amounts = {};
  const starting: Amounts = {};
  for (const container of pod.spec.initContainers ?? []) {
    const own = of(container, statusOf(pod, container.name));
    if (isSidecar(container)) {
      add(total, own);
      add(sidecars, own);
      raise(starting, sidecars);
    } else {
      add(own, sidecars);
      raise(starting, own);
    }
  }
  raise(total, starting);
  return total;
}

const hasPodLevelRequests = (pod: Pod): boolean => podLevelNames(pod.spec.resources?.requests).length > 0;

const podLevelNames = (list: ResourceList | undefined): string[] =>
  Object.keys(list ?? {}).filter((name) => name === "cpu" || name === "memory" || name.startsWith("hugepages-"));

function podLevelOf(list: ResourceList | undefined): Amounts {
  const all = amounts(list);
  return Object.fromEntries(podLevelNames(list).map((name) => [name, all[name] ?? 0n]));
}

/** The status counts the overhead in, the spec does not. */
function withoutOverhead(pod: Pod, list: Amounts, only: Amounts): Amounts {
  const overhead = amounts(pod.spec.overhead);
  const kept = Object.keys(list).filter((name) => name in only);
  return Object.fromEntries(
    kept.map((name) => {
      const rest = (list[name] ?? 0n) - (overhead[name] ?? 0n);
      return [name, rest < 0n ? 0n : rest];
    }),
  );
}
