import type { NodeStats, PressureStall } from "../../model/stats.ts";

/** The subjects of pressure stall information. */
export const STALLS = ["cpu", "memory", "io"] as const;
export type Stall = (typeof STALLS)[number];

type Stalling = Pick<NodeStats, "cpu" | "memory" | "io">;

const psiOf = (stats: Stalling): (PressureStall | undefined)[] => [stats.cpu?.psi, stats.memory?.psi, stats.io?.psi];

/**
 * Whether this node measures pressure stalls. Under cgroup v1 the kubelet gives the fields and all of them are zero; a
 * node that has run for any time has waited for something. Judge it by the node's own sample, never by a container's.
 */
export const measuresPressure = (node: Stalling): boolean =>
  psiOf(node).some((psi) => psi !== undefined && (psi.some.total !== "0" || psi.full.total !== "0"));

/** The share of the last minute, in percent, that some task or all of them waited; null where it is not measured. */
export function pressureStalls(
  stats: Stalling,
  measured: boolean,
): Record<Stall, { some: number; full: number } | null> {
  const shares = (psi: PressureStall | undefined): { some: number; full: number } | null =>
    measured && psi ? { some: psi.some.avg60, full: psi.full.avg60 } : null;
  return { cpu: shares(stats.cpu?.psi), memory: shares(stats.memory?.psi), io: shares(stats.io?.psi) };
}
