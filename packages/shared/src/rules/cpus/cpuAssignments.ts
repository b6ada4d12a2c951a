import type { Allocatable, Allocation } from "../../model/device.ts";
import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Pod } from "../../model/pod.ts";
import { deviceHolder, holderOf, podsByName, type DeviceHolder } from "../devices/holder.ts";
import type { Finding } from "../finding.ts";
import { textSetting, textSettings } from "../kubeletSetting.ts";
import { parseCpuList } from "./cpuList.ts";

export interface CpuAssignments {
  /** `none` or `static`; null where `/configz` may not be read. */
  policy: string | null;
  exclusive: {
    cpu: number;
    /** Null: no source tells. */
    numaNode: number | null;
    assignments: DeviceHolder[];
  }[];
  /**
   * What containers without a CPU of their own run on, with the reserved ones where they are known and not held back by
   * `strict-cpu-reservation`; null without a list.
   */
  shared: number[] | null;
  /**
   * Never given to one container alone, and part of the shared pool unless `strict-cpu-reservation` is set. Null where
   * `/configz` may not be read, or tells how many there are and not which: the kubelet then chose them itself.
   */
  reserved: number[] | null;
}

/**
 * Who has which CPU alone, and what is left for all others.
 * Source: kubelet `pkg/kubelet/cm/cpumanager/policy_static.go` (validateState): the shared pool is all CPUs less the
 * exclusive ones, the reserved among them unless the policy's option `strict-cpu-reservation` takes them out.
 */
export function cpuAssignments(
  allocations: Iterable<Allocation>,
  allocatable: Allocatable | undefined,
  pods: Iterable<Pod> | null,
  config: KubeletConfig | undefined,
  numaOfCpu: ReadonlyMap<number, number> = new Map(),
): CpuAssignments {
  const byName = pods && podsByName(pods);
  const holders = new Map<number, DeviceHolder[]>();
  for (const allocation of allocations) {
    const holder = holderOf(allocation, byName);
    if (holder.state === "finished") continue;
    for (const cpu of allocation.cpuIds) {
      holders.set(cpu, [...(holders.get(cpu) ?? []), deviceHolder(allocation, holder)]);
    }
  }
  const listed = textSetting(config, "reservedSystemCPUs") ?? "";
  const reserved = listed === "" ? null : parseCpuList(listed);
  const inPool = reserved === null || reservesStrictly(config) ? [] : reserved;
  const all = allocatable?.cpuIds ?? [];
  const free = all.filter((cpu) => !holders.has(cpu));
  return {
    policy: config ? (textSetting(config, "cpuManagerPolicy") ?? "none") : null,
    exclusive: [...holders]
      .sort(([a], [b]) => a - b)
      .map(([cpu, assignments]) => ({ cpu, numaNode: numaOfCpu.get(cpu) ?? null, assignments })),
    shared: all.length > 0 ? [...new Set([...inPool, ...free])].sort((a, b) => a - b) : null,
    reserved,
  };
}

/** What Go's `strconv.ParseBool` takes for true: `pkg/kubelet/cm/cpumanager/policy_options.go` reads options by it. */
const TRUE: ReadonlySet<string> = new Set(["1", "t", "T", "true", "TRUE", "True"]);

/** Policy `none` looks at no option. */
const reservesStrictly = (config: KubeletConfig | undefined): boolean =>
  config !== undefined &&
  textSetting(config, "cpuManagerPolicy") === "static" &&
  TRUE.has(textSettings(config, "cpuManagerPolicyOptions")["strict-cpu-reservation"] ?? "");

/** A CPU that is exclusive to two containers. */
export const cpuFindings = (cpus: CpuAssignments): Finding[] =>
  cpus.exclusive
    .filter(({ assignments }) => assignments.length > 1)
    .map(({ cpu, assignments }) => ({
      rule: "CpuHeldTwice",
      severity: "critical",
      subject: { kind: "cpu", id: String(cpu) },
      others: assignments.map(({ namespace, pod, container }) => ({
        kind: "container",
        id: `${namespace}/${pod}/${container}`,
        namespace,
        pod,
        container,
      })),
      message: `CPU ${cpu} is exclusive to ${assignments.length} containers at once.`,
      since: null,
      settles: 0,
    }));
