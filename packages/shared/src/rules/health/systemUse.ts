import type { KubeletConfig } from "../../model/kubelet.ts";
import type { NodeStats } from "../../model/stats.ts";
import type { Finding } from "../finding.ts";
import { textSetting } from "../kubeletSetting.ts";
import { toNumber } from "../quantity.ts";
import { reservedInAll } from "../resources/reservations.ts";
import { formatBytes } from "../wording.ts";

/** What a daemon of the node uses; null where the kubelet does not tell. */
export interface DaemonUse {
  /** `kubelet`, `runtime` or `misc`: all of the cgroup `systemCgroups`, with whatever of the others lies below it. */
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

/** Whether a cgroup is another or lies below it; one whose name is not told may. */
const mayLieIn = (name: string | null, parent: string): boolean =>
  name === null || name === "" || `${name}/`.startsWith(`${parent.replace(/\/+$/, "")}/`);

/**
 * What the daemons use for sure: what may lie in the cgroup of `misc` is in its figure already and is not counted again.
 * Source: kubelet `pkg/kubelet/server/stats/summary_sys_containers.go`: each figure is of one cgroup and all below it.
 */
function surelyUsed(daemons: readonly DaemonUse[], config: KubeletConfig | undefined): number {
  const system = textSetting(config, "systemCgroups") ?? "";
  const of = (name: string): number => daemons.find((daemon) => daemon.name === name)?.workingSetBytes ?? 0;
  const [kubelet, misc] = [of("kubelet"), of("misc")];
  // The very same figure is one cgroup told twice: k3s runs the runtime in the kubelet's.
  const runtime = of("runtime") === kubelet ? 0 : of("runtime");
  const isKubeletWithin = mayLieIn(textSetting(config, "kubeletCgroups"), system);
  // The runtime's cgroup is a flag of the kubelet, which `/configz` does not tell.
  const within = runtime + (isKubeletWithin ? kubelet : 0);
  return Math.max(misc, within) + (isKubeletWithin ? 0 : kubelet);
}

/** The daemons use more memory than is set aside for them: pods pay for it when memory runs short. */
export function systemUseFindings(use: SystemUse, config: KubeletConfig | undefined): Finding[] {
  const { daemons, reserved } = use;
  const used = surelyUsed(daemons, config);
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
