import type { Allocatable, Allocation } from "../../model/device.ts";

/** Memory or hugepages of one NUMA node, or of several as one, that the memory manager gives out exclusively. */
export interface MemoryBlockUse {
  /** `memory`, `hugepages-2Mi`, … */
  type: string;
  numaNodes: number[];
  allocatableBytes: number;
  heldBytes: number;
}

/**
 * What of each block the containers hold. A container can hold memory of several NUMA nodes as one group: then it is
 * told with that group, for nobody knows which of them it takes it from.
 * Source: kubelet `pkg/kubelet/cm/memorymanager/policy_static.go`.
 */
export function memoryBlocks(
  allocatable: Allocatable | undefined,
  allocations: Iterable<Allocation>,
): MemoryBlockUse[] {
  const blocks = new Map<string, MemoryBlockUse>();
  const blockOf = (type: string, nodes: readonly number[]): MemoryBlockUse => {
    const numaNodes = nodes.toSorted((a, b) => a - b);
    const key = `${type} ${numaNodes.join()}`;
    const block = blocks.get(key) ?? { type, numaNodes, allocatableBytes: 0, heldBytes: 0 };
    blocks.set(key, block);
    return block;
  };
  for (const { type, numaNodes, sizeBytes } of allocatable?.memory ?? []) {
    blockOf(type, numaNodes).allocatableBytes += sizeBytes;
  }
  for (const allocation of allocations) {
    for (const { type, numaNodes, sizeBytes } of allocation.memory) blockOf(type, numaNodes).heldBytes += sizeBytes;
  }
  return [...blocks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, block]) => block);
}
