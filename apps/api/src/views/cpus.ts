import type { CpuAssignments, MemoryBlockUse, Stall, SwapUse } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

export type StallShares = Record<Stall, { some: number; full: number } | null>;

/** The node's CPUs and memory: the one row of `node.cpus`. */
export interface CpusView extends Keyed {
  part: "cpus";
  /** Null where no source tells of exclusive CPUs. */
  assignments: CpuAssignments | null;
  /** Which CPUs lie on which NUMA node, by its number; empty where no source tells. A CPU that is offline is in none. */
  numaNodes: { node: number; cpuIds: number[] }[];
  /** Why that is not known, or not of every node; null where it is. */
  numaUnknown: string | null;
  /** Why it is not known which CPUs and what memory could be given out; null where it is. */
  allocatableUnknown: string | null;
  /** Memory and hugepages that the memory manager gives out. */
  memoryBlocks: MemoryBlockUse[];
  swap: Omit<SwapUse, "pods"> & { pods: { namespace: string; pod: string; uid: string; bytes: number }[] };
  /** Whether this node measures pressure stalls at all: it takes cgroup v2 and a kubelet of 1.34 or newer. */
  measuresPressure: boolean;
  /** The share of the last minute, in percent, that some task or all of them waited. */
  stalls: StallShares;
  /** Pods in which something waited, the most first; 50 at most. */
  podStalls: { namespace: string; pod: string; uid: string; stalls: StallShares }[];
  /** Containers that their CPU limit held back, the most first; 50 at most. */
  throttled: {
    namespace: string;
    pod: string;
    container: string;
    /** Of the periods in which it wanted to run since it started, 0 to 1. */
    share: number;
    /** The same between the last two samples; null until there are two. */
    recentShare: number | null;
    throttledSeconds: number;
  }[];
}
