import type { KubeletConfig } from "../../model/kubelet.ts";
import type { RuntimeInfo } from "../../model/runtime.ts";
import { parseDuration } from "../duration.ts";
import { minorVersion } from "../health/versionFindings.ts";
import { listSetting, numberSetting, textSetting } from "../kubeletSetting.ts";
import { reservedInAll } from "../resources/reservations.ts";

/** What a container's memory is kept by: nothing, `memory.high` alone, or `memory.min` and `memory.low` with it. */
export type MemoryProtection = "none" | "min" | "tiered";

/** What of the kubelet's configuration its cgroups depend on. */
export interface CgroupSettings {
  /** `cgroupsPerQOS`: without it there is no tree. */
  perQos: boolean;
  /** The cgroups that `kubepods` lies in. */
  root: string[];
  /** `kubepods` is held to what is allocatable, not to the machine's capacity. */
  enforcesPods: boolean;
  /** CPU limits are enforced, over so many microseconds. */
  enforcesCpuLimits: boolean;
  period: number;
  /** A container with CPUs of its own is not held to a quota; null where the kubelet's version is not known. */
  freesExclusiveCpus: boolean | null;
  staticCpus: boolean;
  /** Zero or less: none. */
  podPids: number;
  /** `systemReserved` and `kubeReserved` together, by resource, in billionths. */
  reserved: Readonly<Record<string, bigint>>;
  memoryQos: { protection: MemoryProtection; throttling: number } | null;
}

/** Since then a container with CPUs of its own has no quota (`DisableCPUQuotaWithExclusiveCPUs`). */
const FREES_EXCLUSIVE_CPUS = 33;

/** Undefined where `/configz` may not be read. Source: `pkg/kubelet/apis/config/types.go` and its defaults. */
export function cgroupSettings(
  config: KubeletConfig | undefined,
  kubeletVersion: string | undefined,
  cgroupVersion: number | undefined,
): CgroupSettings | undefined {
  if (!config) return undefined;
  const minor = minorVersion(kubeletVersion ?? "")?.minor;
  return {
    perQos: config.config["cgroupsPerQOS"] !== false,
    root: (textSetting(config, "cgroupRoot") ?? "").split("/").filter((part) => part !== ""),
    enforcesPods: listSetting(config, "enforceNodeAllocatable").includes("pods"),
    enforcesCpuLimits: config.config["cpuCFSQuota"] !== false,
    period: periodOf(config),
    freesExclusiveCpus:
      gate(config, "DisableCPUQuotaWithExclusiveCPUs") ?? (minor === undefined ? null : minor >= FREES_EXCLUSIVE_CPUS),
    staticCpus: textSetting(config, "cpuManagerPolicy") === "static",
    podPids: numberSetting(config, "podPidsLimit") ?? -1,
    reserved: reservedInAll(config),
    memoryQos:
      gate(config, "MemoryQoS") && cgroupVersion === 2
        ? { protection: protectionOf(config), throttling: numberSetting(config, "memoryThrottlingFactor") ?? 0.9 }
        : null,
  };
}

/** The runtime's word counts where it gives one: the kubelet asks it and follows. */
export function cgroupDriver(
  config: KubeletConfig | undefined,
  runtime: RuntimeInfo | undefined,
): { name: string; source: "runtime" | "kubelet" } | null {
  if (runtime?.cgroupDriver !== undefined) return { name: runtime.cgroupDriver, source: "runtime" };
  const name = textSetting(config, "cgroupDriver");
  return name === null || name === "" ? null : { name, source: "kubelet" };
}

/** Undefined: by the version's default. */
function gate(config: KubeletConfig, name: string): boolean | undefined {
  const gates = config.config["featureGates"];
  const value: unknown = typeof gates === "object" && gates !== null ? Reflect.get(gates, name) : undefined;
  return typeof value === "boolean" ? value : undefined;
}

/** Before there was a policy (1.36) every request was `memory.min`. */
function protectionOf(config: KubeletConfig): MemoryProtection {
  const policy = textSetting(config, "memoryReservationPolicy");
  return policy === null ? "min" : policy === "TieredReservation" ? "tiered" : "none";
}

function periodOf(config: KubeletConfig): number {
  const text = textSetting(config, "cpuCFSQuotaPeriod");
  if (text === null) return 100_000;
  try {
    return Math.round(parseDuration(text) * 1e6);
  } catch {
    return 100_000;
  }
}
