import type { CpusView } from "@bayplan/api/views";
import type { DeviceHolder } from "@bayplan/shared";

/** Who has CPUs alone on one NUMA node. */
export interface CpuHolder extends Omit<DeviceHolder, "uid"> {
  key: string;
  cpus: number[];
  /** The other NUMA nodes it has CPUs on. */
  elsewhere: number[];
}

export interface CpuGroup {
  /** Null: no source tells where these CPUs lie. */
  numaNode: number | null;
  /** All of the node's that are online. */
  cpuIds: readonly number[];
  holders: CpuHolder[];
}

type Exclusive = NonNullable<CpusView["assignments"]>["exclusive"];

/** Exclusive CPUs as they lie: by NUMA node, and those of which it is not known last. */
export const cpusByNuma = ({ exclusive }: { exclusive: Exclusive }, numaNodes: CpusView["numaNodes"]): CpuGroup[] => {
  const nodesOf = new Map<string, Set<number>>();
  const groups = new Map<number | null, { cpuIds: readonly number[]; holders: Map<string, CpuHolder> }>(
    numaNodes.map(({ node, cpuIds }) => [node, { cpuIds, holders: new Map<string, CpuHolder>() }]),
  );
  for (const { cpu, numaNode, assignments } of exclusive) {
    const group = groups.get(numaNode) ?? { cpuIds: [], holders: new Map<string, CpuHolder>() };
    groups.set(numaNode, group);
    for (const { namespace, pod, container, gone } of assignments) {
      const key = `${namespace}/${pod}/${container}`;
      const holder = group.holders.get(key) ?? { key, namespace, pod, container, gone, cpus: [], elsewhere: [] };
      holder.cpus.push(cpu);
      group.holders.set(key, holder);
      if (numaNode !== null) nodesOf.set(key, (nodesOf.get(key) ?? new Set()).add(numaNode));
    }
  }
  return [...groups]
    .sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
    .map(([numaNode, { cpuIds, holders }]) => ({
      numaNode,
      cpuIds,
      holders: [...holders.values()].map((holder) =>
        Object.assign({}, holder, {
          elsewhere: [...(nodesOf.get(holder.key) ?? [])].filter((other) => other !== numaNode && numaNode !== null),
        }),
      ),
    }));
};
