import type { Allocation } from "../../model/device.ts";
import type { DeviceAssignment } from "./deviceAssignments.ts";

/** The NUMA nodes that each device is near to, by `<resource> <id>`. */
export const numaNodesById = (assignments: Iterable<DeviceAssignment>): ReadonlyMap<string, readonly number[]> => {
  const nodes = new Map<string, readonly number[]>();
  for (const { resource, id, numaNodes } of assignments) nodes.set(`${resource} ${id}`, numaNodes);
  return nodes;
};

/**
 * The NUMA nodes that what a container holds lies on, one alone where one serves all of it. A device that names
 * several is near to each of them, one that names none is near to all.
 */
export function numaNodesOf(
  { devices, cpuIds }: Pick<Allocation, "devices" | "cpuIds">,
  numaOfDevice: ReadonlyMap<string, readonly number[]>,
  numaOfCpu?: ReadonlyMap<number, number>,
): number[] {
  const near = [
    ...devices.map(({ resource, deviceId }) => numaOfDevice.get(`${resource} ${deviceId}`) ?? []),
    ...cpuIds.map((cpu) => numaOfCpu?.get(cpu)).map((node) => (node === undefined ? [] : [node])),
  ].filter((nodes) => nodes.length > 0);
  const [first = [], ...rest] = near;
  const shared = first.find((node) => rest.every((nodes) => nodes.includes(node)));
  return shared === undefined ? [...new Set(near.flat())].sort((a, b) => a - b) : [shared];
}
