import type { Allocation, Device } from "../../model/device.ts";
import type { ContainerStatus, Pod } from "../../model/pod.ts";
import { deviceHolder, holderOf, podsByName, type DeviceHolder } from "./holder.ts";
import { physicalId } from "./physicalId.ts";

export type DeviceHealth = "Healthy" | "Unhealthy" | "Unknown";

/** One id that the kubelet gives out or gave out, and who has it. */
export interface DeviceAssignment {
  resource: string;
  id: string;
  /** Of a shared replica or a MIG part, the device it is part of; else, or where that is not known, the id itself. */
  physicalId: string;
  numaNodes: readonly number[];
  health: DeviceHealth;
  assignments: DeviceHolder[];
}

export interface DeviceAssignmentsInput {
  devices: Iterable<Device>;
  allocations: Iterable<Allocation>;
  /** Null: not known. */
  pods: Iterable<Pod> | null;
  /** The physical device of a part that does not tell it, by the part's id. */
  parents?: ReadonlyMap<string, string>;
}

/**
 * Every device of the node by resource and id, in that order, with its health and its holders.
 *
 * Healthy is what `GetAllocatableResources` lists, held or free. What was once seen and has left that list is Unhealthy.
 * A device that only a container's allocation names, or any where that list cannot be read, takes its health from the
 * container's `allocatedResourcesStatus` (KEP-4680), and is Unknown where that says nothing. That is no guess: the kubelet
 * writes there what the device's plugin last told it, and the list is made of the same
 * (`pkg/kubelet/cm/devicemanager/manager.go`, UpdateAllocatedResourcesStatus). Of a device that nobody holds no status
 * speaks. A finished pod holds nothing, though kubelets before 1.34 list it.
 */
export function deviceAssignments(input: DeviceAssignmentsInput): DeviceAssignment[] {
  const items = new Map<string, DeviceAssignment>();
  for (const device of input.devices) {
    items.set(`${device.resource} ${device.deviceId}`, {
      resource: device.resource,
      id: device.deviceId,
      physicalId: physicalId(device.deviceId, input.parents),
      numaNodes: device.numaNodes,
      health: device.allocatable === null ? "Unknown" : device.allocatable ? "Healthy" : "Unhealthy",
      assignments: [],
    });
  }
  const pods = input.pods && podsByName(input.pods);
  for (const allocation of input.allocations) {
    if (allocation.devices.length === 0) continue;
    const holder = holderOf(allocation, pods);
    if (holder.state === "finished") continue;
    const pod = holder.state === "held" ? holder.pod : undefined;
    for (const held of allocation.devices) {
      const key = `${held.resource} ${held.deviceId}`;
      const known = items.get(key);
      const item = known ?? heldOnly(held, pod, allocation.container, input.parents);
      if (!known) items.set(key, item);
      else if (item.health === "Unknown") item.health = healthOf(held, pod, allocation.container);
      item.assignments.push(deviceHolder(allocation, holder));
    }
  }
  for (const item of items.values()) item.assignments.sort(byHolder);
  return [...items.values()].sort(byResourceAndId);
}

function heldOnly(
  held: Allocation["devices"][number],
  pod: Pod | undefined,
  container: string,
  parents: ReadonlyMap<string, string> | undefined,
): DeviceAssignment {
  return {
    resource: held.resource,
    id: held.deviceId,
    physicalId: physicalId(held.deviceId, parents),
    numaNodes: [],
    health: healthOf(held, pod, container),
    assignments: [],
  };
}

const healthOf = (
  { resource, deviceId }: Allocation["devices"][number],
  pod: Pod | undefined,
  container: string,
): DeviceHealth => (pod && reportedHealth(pod, container, resource, deviceId)) ?? "Unknown";

/** What the pod's status says of a device that a container holds; undefined where it says nothing. */
export function reportedHealth(
  pod: Pod,
  container: string,
  resource: string,
  deviceId: string,
): DeviceHealth | undefined {
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status;
  const named = (status: ContainerStatus): boolean => status.name === container;
  const status = containerStatuses.find(named) ?? initContainerStatuses.find(named);
  const reported = status?.allocatedResourcesStatus
    ?.find((entry) => entry.name === resource)
    ?.resources.find((entry) => entry.resourceID === deviceId)?.health;
  return reported === "Healthy" || reported === "Unhealthy" || reported === "Unknown" ? reported : undefined;
}

const numeric = new Intl.Collator("en", { numeric: true });

const byResourceAndId = (a: DeviceAssignment, b: DeviceAssignment): number =>
  numeric.compare(a.resource, b.resource) || numeric.compare(a.id, b.id) || (a.id < b.id ? -1 : 1);

const byHolder = (a: DeviceHolder, b: DeviceHolder): number =>
  numeric.compare(a.namespace, b.namespace) ||
  numeric.compare(a.pod, b.pod) ||
  numeric.compare(a.container, b.container);
