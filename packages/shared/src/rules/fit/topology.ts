import type { Allocation, Device } from "../../model/device.ts";

export interface TopologyInput {
  /** `none`, `best-effort`, `restricted` or `single-numa-node`; null: not known. */
  policy: string | null;
  devices: readonly Device[];
  allocations: readonly Allocation[];
}

/** Each subset of the NUMA nodes is tried; a machine with more than this many is not asked about. */
const MOST_NUMA_NODES = 8;

/**
 * Why the kubelet's topology manager would refuse a container that asks for these devices; null: it would not. Devices
 * alone are weighed: where a CPU or a block of memory lies, no interface tells. After
 * `pkg/kubelet/cm/topologymanager/policy.go`: `restricted` and `single-numa-node` want one set of NUMA nodes that serves
 * every resource, as small as that resource would need on an empty machine; the latter a set of one.
 */
export function topologyRefusal(
  wanted: readonly { resource: string; amount: number }[],
  { policy, devices, allocations }: TopologyInput,
): { resource: string | null; why: string } | null {
  if (policy !== "restricted" && policy !== "single-numa-node") return null;
  const held = new Set(
    allocations.flatMap((allocation) => allocation.devices.map((device) => `${device.resource}/${device.deviceId}`)),
  );
  const asked = wanted
    .map(({ resource, amount }) => ({
      resource,
      amount,
      all: devices.filter(
        (device) => device.resource === resource && device.allocatable && device.numaNodes.length > 0,
      ),
    }))
    .filter(({ amount, all }) => amount > 0 && all.length > 0);
  const nodes = [...new Set(asked.flatMap(({ all }) => all.flatMap((device) => device.numaNodes)))];
  if (asked.length === 0 || nodes.length > MOST_NUMA_NODES) return null;

  const sets = subsets(nodes);
  const served = asked.map(({ resource, amount, all }) => {
    const least = Math.min(...sets.filter((set) => within(all, set) >= amount).map((set) => set.size));
    const free = all.filter((device) => !held.has(device.id));
    const fits = sets.filter(
      (set) => set.size === least && (policy === "restricted" || set.size === 1) && within(free, set) >= amount,
    );
    return { resource, fits };
  });
  const alone = served.find(({ fits }) => fits.length === 0);
  if (alone !== undefined)
    return {
      resource: alone.resource,
      why: `the topology policy ${policy} would refuse it: ${alone.resource} is not free on ${policy === "restricted" ? "as few NUMA nodes as it needs" : "one NUMA node"}`,
    };
  const [first, ...others] = served;
  const common = first?.fits.some((set) => others.every(({ fits }) => fits.includes(set))) ?? true;
  return common
    ? null
    : {
        resource: null,
        why: `the topology policy ${policy} would refuse it: no NUMA nodes have all of ${served.map(({ resource }) => resource).join(", ")} free together`,
      };
}

/** All but the empty one. */
function subsets(nodes: readonly number[]): Set<number>[] {
  return Array.from(
    { length: 2 ** nodes.length - 1 },
    (_, index) => new Set(nodes.filter((_node, bit) => ((index + 1) >> bit) & 1)),
  );
}

const within = (devices: readonly Device[], set: ReadonlySet<number>): number =>
  devices.filter((device) => device.numaNodes.some((node) => set.has(node))).length;
