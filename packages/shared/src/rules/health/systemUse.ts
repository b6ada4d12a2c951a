import type { KubeletConfig } from "../../model/kubelet.ts";
import type { NodeStats } from "../../model/stats.ts";
import type { Finding } from "../finding.ts";
import { toNumber } from "../quantity.ts";
import { reservedInAll } from "../resources/reservations.ts";
import { formatBytes } from "../wording.ts";

/** What a daemon of the node uses; null where the kubelet does not tell. */
export interface DaemonUse {
  /** `kubelet`, `runtime` or `misc` (everything else of the system). */
  name: string;
  cpuNanoCores: number | null;
  workingSetBytes: number | null;
}

export interface SystemUse {
  daemons: DaemonUse[];
  /** For both kinds of daemons together; null where `/configz` may not be read. */
  reserved: { cpuNanoCores: number; memoryBytes: number } | null;
}

/** What the node's own daemons use, beside what is set aside for them. Source: `/stats/summary` `systemContainers`. */
export function systemUse(stats: NodeStats | undefined, config: KubeletConfig | undefined): SystemUse {
  const daemons = (stats?.systemContainers ?? [])
    .filter(({ name }) => name !== "pods")
    .map(({ name, cpu, memory }) => ({
      name,
      cpuNanoCores: cpu?.usageNanoCores ?? null,
      workingSetBytes: memory?.workingSetBytes ?? null,
    }));
  const reserved = config && reservedInAll(config);
  const of = (name: string): number => toNumber(reserved?.[name] ?? 0n);
  return {
    daemons,
    reserved: reserved ? { cpuNanoCores: of("cpu") * 1e9, memoryBytes: of("memory") } : null,
  };
}

/** The daemons use more memory than is set aside for them: pods pay for it when memory runs short. */
export function systemUseFindings({ daemons, reserved }: SystemUse): Finding[] {
  const used = daemons.reduce((sum, daemon) => sum + (daemon.workingSetBytes ?? 0), 0);
  if (!reserved || used <= reserved.memoryBytes) return [];
  const message = `The system's daemons use ${formatBytes(used)} of memory, ${formatBytes(reserved.memoryBytes)} are reserved for them.`;
  return [
    {
      rule: "DaemonsOverReserved",
      severity: "info",
      subject: { kind: "node", id: "memory" },
      message,
      since: null,
      settles: 60,
    },
  ];
}
