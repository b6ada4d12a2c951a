import type { CgroupView } from "@bayplan/api/views";
import type { AppliedFigures, Bound, Figure } from "@bayplan/shared";
import { formatBytes, formatExactBytes, groupDigits } from "../../../format/bytes.ts";
import { formatCores, formatCoresInWords } from "../../../format/cores.ts";

export const nameOf = ({ kind, tier, pod, container }: CgroupView): string =>
  (kind === "node" ? "kubepods" : kind === "tier" ? tier : kind === "pod" ? pod : container) ?? "";

const bound = (amount: Bound, words: (amount: number) => string): string =>
  amount === null ? "–" : amount === "unlimited" ? "no limit" : words(amount);

export const coresBound = (amount: Bound): string => bound(amount, formatCores);
export const bytesBound = (amount: Bound): string => bound(amount, formatBytes);
export const countBound = (amount: Bound): string => bound(amount, groupDigits);

/** `2Mi: 1 GiB` */
export const hugepages = (sizes: Readonly<Record<string, number>>): string =>
  Object.entries(sizes)
    .map(([size, bytes]) => `${size}: ${formatBytes(bytes)}`)
    .join(", ");

/** In the kernel's own figures, for the one hover. */
export const quotaTitle = ({ cpuLimit, cpuQuota, cpuPeriod }: CgroupView["asked"]): string => {
  if (cpuLimit === null) return "Not known: the kubelet's configuration tells.";
  return cpuQuota === null
    ? "No quota."
    : `A quota of ${groupDigits(cpuQuota)} µs in each ${groupDigits(cpuPeriod ?? 0)} µs.`;
};

export const memoryTitle = ({ memoryLimit }: CgroupView["asked"]): string =>
  memoryLimit === null
    ? "Not known: the kubelet's configuration and the node's capacity tell."
    : memoryLimit === "unlimited"
      ? "None of its own: what lies above it holds it."
      : formatExactBytes(memoryLimit);

export const sharesTitle = ({ kind, asked: { cpuWeight }, weights }: CgroupView): string => {
  if (cpuWeight !== null) return `The kubelet writes it as cpu.weight ${cpuWeight}.`;
  if (kind !== "container" || weights === null)
    return "Beside its siblings, when there is not enough CPU: 1024 for a core.";
  const [older, newer] = weights;
  return older === newer
    ? `The runtime writes it as cpu.weight ${older}.`
    : `The runtime writes it as cpu.weight: ${older} with runc before 1.3.2 or crun before 1.23, ${newer} since.`;
};

const FIGURES: Readonly<Record<Figure, (applied: AppliedFigures) => string>> = {
  cpuShares: ({ cpuShares }) => `${cpuShares ?? "no"} CPU shares`,
  cpuLimit: ({ cpuLimit }) =>
    cpuLimit === "unlimited" || cpuLimit === null ? "no CPU limit" : `CPU limit ${formatCoresInWords(cpuLimit)}`,
  memoryLimit: ({ memoryLimit }) =>
    memoryLimit === "unlimited" || memoryLimit === null
      ? "no memory limit"
      : `memory limit ${formatBytes(memoryLimit)}`,
  memoryMin: ({ memoryMin }) => `memory.min ${formatBytes(memoryMin ?? 0)}`,
  memoryLow: ({ memoryLow }) => `memory.low ${formatBytes(memoryLow ?? 0)}`,
  memoryHigh: ({ memoryHigh }) => `memory.high ${formatBytes(memoryHigh ?? 0)}`,
};

/** What the runtime says where it is something else than was asked for. */
export const differing = (names: readonly Figure[], applied: AppliedFigures): string =>
  names.map((name) => FIGURES[name](applied)).join(", ");

/** All that the runtime says, a line each. */
export const appliedTitle = (applied: AppliedFigures): string => {
  const {
    memoryMin,
    memoryLow,
    memoryHigh,
    cpuWeight,
    pidsLimit,
    hugepages: pages,
    cpus,
    numaNodes,
    oomScoreAdj,
  } = applied;
  return [
    FIGURES.cpuShares(applied),
    cpuWeight !== null && `cpu.weight ${cpuWeight}`,
    FIGURES.cpuLimit(applied),
    FIGURES.memoryLimit(applied),
    memoryMin !== null && FIGURES.memoryMin(applied),
    memoryLow !== null && FIGURES.memoryLow(applied),
    memoryHigh !== null && FIGURES.memoryHigh(applied),
    pidsLimit !== null && `${countBound(pidsLimit)} processes`,
    pages !== null && Object.keys(pages).length > 0 && `huge pages ${hugepages(pages)}`,
    `CPUs ${cpus === "" ? "any" : cpus}`,
    `memory of NUMA nodes ${numaNodes === "" ? "any" : numaNodes}`,
    `oom_score_adj ${oomScoreAdj}`,
  ]
    .filter((line) => line !== false)
    .join("\n");
};
