import type { NumaNode } from "../../model/device.ts";

/** The NUMA node of each CPU; one that no node lists or several do is left out: nobody knows where it lies. */
export function numaOfCpus(nodes: Iterable<NumaNode>): ReadonlyMap<number, number> {
  const numa = new Map<number, number>();
  const doubtful = new Set<number>();
  for (const { id, cpuIds } of nodes) {
    for (const cpu of cpuIds) {
      if (numa.has(cpu)) doubtful.add(cpu);
      numa.set(cpu, Number(id));
    }
  }
  for (const cpu of doubtful) numa.delete(cpu);
  return numa;
}
