import type { FleetDeviceView } from "@bayplan/api/views";
import { readSort, type SortSearch } from "../../ui/table/sort.ts";
import { naturalOrder } from "@bayplan/shared/naturalOrder";

export const DEVICE_STATES = ["held", "idle", "unhealthy", "orphaned"] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

/** What the address of the devices' page says. */
export interface DevicesSearch extends SortSearch {
  /** Words in the node's, holder's or device's name. */
  q?: string;
  resource?: string;
  state?: DeviceState;
  view?: "table";
}

export const readDevicesSearch = (given: Record<string, unknown>): DevicesSearch => {
  const state = DEVICE_STATES.find((each) => each === given.state);
  return {
    ...(typeof given.q === "string" && given.q !== "" && { q: given.q }),
    ...(typeof given.resource === "string" && given.resource !== "" && { resource: given.resource }),
    ...(state && { state }),
    ...(given.view === "table" && { view: "table" as const }),
    ...readSort(given),
  };
};

const isOrphaned = ({ assignments }: FleetDeviceView): boolean =>
  assignments.length > 0 && assignments.every(({ gone }) => gone);

/** Everything that holds of it: one that is unhealthy can be held all the same. */
export const statesOf = (device: FleetDeviceView): DeviceState[] => [
  ...(device.assignments.length > 0 ? (["held"] as const) : (["idle"] as const)),
  ...(device.health === "Unhealthy" ? (["unhealthy"] as const) : []),
  ...(isOrphaned(device) ? (["orphaned"] as const) : []),
];

export const matchesDevice = (device: FleetDeviceView, { q, resource, state }: DevicesSearch): boolean => {
  if (resource !== undefined && device.resource !== resource) return false;
  if (state !== undefined && !statesOf(device).includes(state)) return false;
  if (q === undefined) return true;
  const text = [
    device.node,
    device.resource,
    device.id,
    device.physicalId,
    ...device.assignments.flatMap(({ namespace, pod, container }) => [namespace, pod, container]),
  ]
    .join("\n")
    .toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

export interface DeviceNumbers {
  total: number;
  /** Pieces of hardware that these are, or are parts and shares of. */
  physical: number;
  held: number;
  idle: number;
  unhealthy: number;
  orphaned: number;
}

export const deviceNumbers = (devices: readonly FleetDeviceView[]): DeviceNumbers => {
  const physical = new Set(devices.map(({ node, physicalId }) => `${node}\n${physicalId}`)).size;
  const numbers: DeviceNumbers = { total: devices.length, physical, held: 0, idle: 0, unhealthy: 0, orphaned: 0 };
  for (const device of devices) for (const state of statesOf(device)) numbers[state] += 1;
  return numbers;
};

/** Of one resource: how many a pod can get at once, however many are free in all. */
export interface Fragmentation {
  resource: string;
  free: number;
  /** On so many pieces of hardware: fewer, where they are parts or shares. */
  physical: number;
  /** On the node that has most of them free. */
  largestNode: { node: string; free: number } | null;
  /** In one NUMA node of one node. */
  largestNuma: { node: string; numa: number; free: number } | null;
}

const isFree = (device: FleetDeviceView): boolean => device.assignments.length === 0 && device.health !== "Unhealthy";

export const fragmentation = (devices: readonly FleetDeviceView[]): Fragmentation[] => {
  const resources = [...new Set(devices.map(({ resource }) => resource))].toSorted(naturalOrder);
  return resources.map((resource) => {
    const free = devices.filter((device) => device.resource === resource && isFree(device));
    const nodes = Map.groupBy(free, ({ node }) => node);
    const numas = Map.groupBy(
      free.filter(({ numaNodes }) => numaNodes.length === 1),
      ({ node, numaNodes }) => `${node}\n${numaNodes[0]}`,
    );
    const [largestNode] = [...nodes].toSorted(
      ([a, one], [b, other]) => other.length - one.length || naturalOrder(a, b),
    );
    const [largestNuma] = [...numas.values()].toSorted((a, b) => b.length - a.length);
    const example = largestNuma?.[0];
    return {
      resource,
      free: free.length,
      physical: new Set(free.map(({ node, physicalId }) => `${node}\n${physicalId}`)).size,
      largestNode: largestNode ? { node: largestNode[0], free: largestNode[1].length } : null,
      largestNuma:
        example && largestNuma
          ? { node: example.node, numa: example.numaNodes[0] ?? 0, free: largestNuma.length }
          : null,
    };
  });
};

/** By node, each with its devices in order. */
export const byNode = (devices: readonly FleetDeviceView[]): { node: string; devices: FleetDeviceView[] }[] =>
  [...Map.groupBy(devices, ({ node }) => node)]
    .map(([node, own]) => ({
      node,
      devices: own.toSorted(
        (a, b) =>
          naturalOrder(a.resource, b.resource) ||
          (a.numaNodes[0] ?? Infinity) - (b.numaNodes[0] ?? Infinity) ||
          naturalOrder(a.id, b.id),
      ),
    }))
    .toSorted((a, b) => naturalOrder(a.node, b.node));
