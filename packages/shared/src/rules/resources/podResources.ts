import type { ContainerSpec, ContainerStatus, Pod, ResourceList } from "../../model/pod.ts";
import { add, amounts, raise, type Amounts } from "./list.ts";

/**
 * Which figures count while a container is being resized in place (KEP-1287); at rest all three are the same.
 * scheduler: the greatest of what is wanted, allocated and applied, for nothing may be promised twice.
 * spec: what is wanted. allocated: what the kubelet has granted, by which it evicts.
 */
export type RequestView = "scheduler" | "spec" | "allocated";

export interface PodResourcesOptions {
  /** Default: `scheduler`. */
  view?: RequestView;
  /** Default: true. */
  overhead?: boolean;
}

type OfContainer = (container: ContainerSpec, status: ContainerStatus | undefined) => ResourceList | undefined;

/**
 * What a pod asks of its node, by resource, in billionths: the sum of its containers and sidecars or the greatest need
 * of an init container, whichever is more; pod-level requests in place of that where they are set; and the overhead.
 * After component-helpers `resource/helpers.go` (`PodRequests`) and KEP-753 (sidecars).
 *
 * @throws Error that names the resource, where a quantity is malformed.
 */
export function podRequests(pod: Pod, { view = "scheduler", overhead = true }: PodResourcesOptions = {}): Amounts {
  const views: OfContainer[] =
    view === "spec" ? [wantedRequests] : view === "allocated" ? [allocatedRequests(pod)] : schedulerRequests(pod);
  const requests = greatest(pod, views);
  if (hasPodLevelRequests(pod)) Object.assign(requests, podLevelRequests(pod, view));
  if (overhead && pod.spec.overhead !== undefined) add(requests, amounts(pod.spec.overhead));
  return requests;
}

/**
 * What a pod may use at most, by resource, in billionths. A resource is in it only where some container limits it, so a
 * pod of two containers of which one has no limit is not held to this sum. The overhead is added to what is limited.
 * The kubelet does not tell the limits it allocated, so `allocated` is what the runtime applied.
 *
 * @throws Error that names the resource, where a quantity is malformed.
 */
export function podLimits(pod: Pod, { view = "scheduler", overhead = true }: PodResourcesOptions = {}): Amounts {
  const views: OfContainer[] =
    view === "spec"
      ? [wantedLimits]
      : isAtRest(pod)
        ? [wantedLimits]
        : view === "allocated" || isResizeInfeasible(pod)
          ? [appliedLimits]
          : [wantedLimits, appliedLimits];
  const limits = greatest(pod, views);
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

const wantedRequests: OfContainer = (container) => container.resources?.requests;
const wantedLimits: OfContainer = (container) => container.resources?.limits;
const appliedLimits: OfContainer = (container, status) => status?.resources?.limits ?? container.resources?.limits;
const allocatedRequests =
  (pod: Pod): OfContainer =>
  (container, status) =>
    allocatedOf(pod, container, status);

function schedulerRequests(pod: Pod): OfContainer[] {
  if (isAtRest(pod)) return [wantedRequests];
  const allocated = allocatedRequests(pod);
  const applied: OfContainer = (container, status) => status?.resources?.requests ?? allocated(container, status);
  return isResizeInfeasible(pod) ? [allocated, applied] : [wantedRequests, allocated, applied];
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

/** Each view is summed by itself, then the greatest of each resource counts. */
function greatest(pod: Pod, views: readonly OfContainer[]): Amounts {
  const [first, ...others] = views.map((view) => aggregate(pod, view));
  const result = first ?? {};
  for (const other of others) raise(result, other);
  return result;
}

function aggregate(pod: Pod, of: OfContainer): Amounts {
  const total: Amounts = {};
  for (const container of pod.spec.containers) add(total, amounts(of(container, statusOf(pod, container.name))));
  const sidecars: Amounts = {};
  const starting: Amounts = {};
  for (const container of pod.spec.initContainers ?? []) {
    const own = amounts(of(container, statusOf(pod, container.name)));
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
