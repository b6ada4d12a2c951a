import type {
  ContainerMemory,
  ContainerResources,
  ListPodResourcesResponse,
  TopologyInfo,
} from "@bayplan/protocols/podresources";
import type { Allocation } from "@bayplan/shared";

export const numaNodesOf = (topology: TopologyInfo | undefined): number[] =>
  (topology?.nodes ?? []).map(({ ID }) => Number(ID)).sort((a, b) => a - b);

export const readMemory = (memory: readonly ContainerMemory[]): Allocation["memory"] =>
  memory
    .map(({ memoryType, size, topology }) => ({
      type: memoryType,
      sizeBytes: Number(size),
      numaNodes: numaNodesOf(topology),
    }))
    .sort((a, b) => compare(a.type, b.type) || compareNumbers(a.numaNodes, b.numaNodes));

export const readCpuIds = (ids: readonly bigint[]): number[] => ids.map(Number).sort((a, b) => a - b);

/** Who holds what, in an order of its own: the kubelet's changes from call to call. Containers that hold nothing are left out. */
export function readAllocations({ podResources }: ListPodResourcesResponse): Allocation[] {
  const held = new Map<string, Allocation>();
  for (const { namespace, name: pod, containers } of podResources) {
    for (const container of containers) {
      const allocation = readContainer(namespace, pod, container);
      const before = held.get(allocation.id);
      const { devices, cpuIds, memory, claims } = allocation;
      // A finished pod can still be listed beside its successor of the same name: the one that holds more is alive.
      if (
        devices.length + cpuIds.length + memory.length + claims.length > 0 &&
        (!before || before.devices.length <= devices.length)
      )
        held.set(allocation.id, allocation);
    }
  }
  return [...held.values()];
}

function readContainer(
  namespace: string,
  pod: string,
  { name, devices, cpuIds, memory, dynamicResources }: ContainerResources,
): Allocation {
  return {
    kind: "allocation",
    id: `${namespace}/${pod}/${name}`,
    namespace,
    pod,
    container: name,
    devices: devices
      .flatMap(({ resourceName, deviceIds }) => deviceIds.map((deviceId) => ({ resource: resourceName, deviceId })))
      .sort((a, b) => compare(a.resource, b.resource) || compare(a.deviceId, b.deviceId))
      .filter(
        (device, index, all) =>
          device.deviceId !== all[index - 1]?.deviceId || device.resource !== all[index - 1]?.resource,
      ),
    cpuIds: readCpuIds(cpuIds),
    memory: readMemory(memory),
    claims: dynamicResources
      .map(({ claimNamespace, claimName, claimResources }) => ({
        namespace: claimNamespace,
        name: claimName,
        resources: claimResources
          .map(({ driverName, poolName, deviceName, cdiDevices }) => ({
            driver: driverName,
            pool: poolName,
            device: deviceName,
            cdiDevices: cdiDevices.map((device) => device.name).sort(),
          }))
          .sort((a, b) => compare(`${a.driver}/${a.pool}/${a.device}`, `${b.driver}/${b.pool}/${b.device}`)),
      }))
      .sort((a, b) => compare(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`)),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const compareNumbers = (a: readonly number[], b: readonly number[]): number => compare(a.join(), b.join());
