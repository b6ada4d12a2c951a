import type { RuntimeContainer } from "../../model/runtime.ts";
import { pageSizeOf } from "./hugepages.ts";

/** A bound in its unit; `unlimited` where none is set, null where it is not known. */
export type Bound = number | "unlimited" | null;

/** What one cgroup is held to. Null, unless something else is said: not set, or not known. */
export interface CgroupFigures {
  /** Its share of CPU time beside its siblings, when there is not enough of it: 1024 for a core. */
  cpuShares: number | null;
  /** `cpu.weight`, which cgroup v2 has instead: null where it is not known which the shares became. */
  cpuWeight: number | null;
  /** Cores that it may use at most. */
  cpuLimit: Bound;
  /** Microseconds of each `cpuPeriod`, in which the limit is written down; null without one. */
  cpuQuota: number | null;
  cpuPeriod: number | null;
  /** Bytes. */
  memoryLimit: Bound;
  /** MemoryQoS: bytes that the kernel does not take back, that it takes back last, above which it holds it back. */
  memoryMin: number | null;
  memoryLow: number | null;
  memoryHigh: number | null;
  /** Processes and threads. */
  pidsLimit: Bound;
  /** By page size, as `2Mi`: bytes. Of what is not here, it may have none; null: any. */
  hugepages: Record<string, number> | null;
}

/** What the container runtime says it applied. */
export interface AppliedFigures extends CgroupFigures {
  oomScoreAdj: number;
  /** In the kernel's form, `0-3,8`; empty: any. */
  cpus: string;
  numaNodes: string;
}

export const NO_FIGURES: CgroupFigures = {
  cpuShares: null,
  cpuWeight: null,
  cpuLimit: null,
  cpuQuota: null,
  cpuPeriod: null,
  memoryLimit: null,
  memoryMin: null,
  memoryLow: null,
  memoryHigh: null,
  pidsLimit: null,
  hugepages: null,
};

/** What the kernel and the CRI write as a quota: 0 and −1 are no limit. */
export const cpuFigures = (quota: number, period: number): Pick<CgroupFigures, "cpuLimit" | "cpuQuota" | "cpuPeriod"> =>
  quota > 0 && period > 0
    ? { cpuLimit: quota / period, cpuQuota: quota, cpuPeriod: period }
    : { cpuLimit: "unlimited", cpuQuota: null, cpuPeriod: null };

/** Bytes as the kernel and the CRI write them: 0 is no limit. */
export const memoryBound = (bytes: number): Bound => (bytes > 0 ? bytes : "unlimited");

/** Null where the runtime does not tell, or tells nothing but zeros, as one does that fills in none of it. */
export function appliedFigures(resources: RuntimeContainer["resources"]): AppliedFigures | null {
  if (!resources || (resources.cpuShares === 0 && resources.cpuPeriod === 0 && resources.memoryLimit === 0))
    return null;
  const { unified = {}, hugepages } = resources;
  const written = (file: string): number | null => (/^\d+$/.test(unified[file] ?? "") ? Number(unified[file]) : null);
  return {
    cpuShares: resources.cpuShares || null,
    cpuWeight: written("cpu.weight"),
    ...cpuFigures(resources.cpuQuota, resources.cpuPeriod),
    memoryLimit: memoryBound(resources.memoryLimit),
    memoryMin: written("memory.min"),
    memoryLow: written("memory.low"),
    memoryHigh: written("memory.high"),
    pidsLimit: unified["pids.max"] === "max" ? "unlimited" : written("pids.max"),
    hugepages: hugepages
      ? Object.fromEntries(hugepages.map(({ pageSize, limit }) => [pageSizeOf(pageSize), limit]))
      : {},
    oomScoreAdj: resources.oomScoreAdj,
    cpus: resources.cpusetCpus,
    numaNodes: resources.cpusetMems,
  };
}
