import type { DeviceView } from "@bayplan/api/views";

export interface NumaGroup {
  name: string;
  /** The index counts through the whole resource, so that a device has one number on the node. */
  devices: { device: DeviceView; index: number }[];
}

const groupName = ({ numaNodes }: DeviceView): string =>
  numaNodes.length === 0 ? "NUMA node not told" : `NUMA ${numaNodes.toSorted((a, b) => a - b).join(" and ")}`;

/** Devices by resource, and within each by NUMA node, in the order given; counted all, listed where `only` holds. */
export const devicesByNuma = (
  devices: readonly DeviceView[],
  only: (device: DeviceView) => boolean = () => true,
): { resource: string; groups: NumaGroup[] }[] => {
  const resources = new Map<string, { next: number; groups: Map<string, NumaGroup> }>();
  for (const device of devices) {
    const resource = resources.get(device.resource) ?? { next: 0, groups: new Map<string, NumaGroup>() };
    const name = groupName(device);
    const group = resource.groups.get(name) ?? { name, devices: [] };
    if (only(device)) {
      group.devices.push({ device, index: resource.next });
      resource.groups.set(name, group);
    }
    resource.next += 1;
    resources.set(device.resource, resource);
  }
  return [...resources]
    .filter(([, { groups }]) => groups.size > 0)
    .map(([resource, { groups }]) => ({ resource, groups: [...groups.values()] }));
};
