import type { Pod } from "../../model/pod.ts";
import { parseQuantity } from "../quantity.ts";
import { hasPodLevelResources, isSidecar, podRequests } from "../resources/podResources.ts";
import { add, amounts, type Amounts } from "../resources/list.ts";
import { allocatedLimits, podLimitsAllocated, podRequestsAllocated, tierOf, wholeOf } from "./allocated.ts";
import { linearWeight, milliOf, quotaOf, sharesOf } from "./cpuFigures.ts";
import { cpuFigures, memoryBound, NO_FIGURES, type CgroupFigures } from "./figures.ts";
import { hugepagesOf } from "./hugepages.ts";
import { requestProtection } from "./memoryQos.ts";
import type { CgroupSettings } from "./settings.ts";

/** What the cgroups that the kubelet makes itself depend on. */
export interface KubeletContext {
  settings: CgroupSettings | undefined;
  /** 1 or 2; undefined where it is not known. */
  version: number | undefined;
  /** The kubelet's minor version, by which its conversion of shares is known; undefined where it is not. */
  minor: number | undefined;
}

/** Up to this minor version the kubelet's own conversion to weights has been read. */
const LAST_LINEAR = 36;

/** What a pod is held to. After `ResourceConfigForPod` and `EnsureExists`; `exclusive`: a container of it has CPUs for itself. */
export function podCgroup(pod: Pod, context: KubeletContext, exclusive: boolean): CgroupFigures {
  const { settings } = context;
  const tier = tierOf(pod);
  const requests = podRequestsAllocated(pod);
  const bounded = tier === "BestEffort" ? { cpu: false, memory: false } : limited(pod);
  const limits = podLimitsAllocated(pod);
  const shares = tier === "BestEffort" ? sharesOf(0n) : sharesOf(milliOf(requests["cpu"] ?? 0n));
  return {
    ...NO_FIGURES,
    ...sharesAndWeight(shares, context),
    ...(bounded.cpu ? podQuota(limits["cpu"] ?? 0n, settings, exclusive) : { cpuLimit: "unlimited" as const }),
    memoryLimit: bounded.memory ? memoryBound(wholeOf(limits["memory"])) : "unlimited",
    ...requestProtection(settings?.memoryQos ?? null, tier, tier === "BestEffort" ? 0 : wholeOf(requests["memory"])),
    pidsLimit: !settings ? null : settings.podPids > 0 ? settings.podPids : "unlimited",
    hugepages: hugepagesOf(requests),
  };
}

/** Of the Burstable and BestEffort tiers. After `setCPUCgroupConfig` and `setMemoryQoS`; huge pages are unbounded. */
export function tierCgroup(
  tier: "Burstable" | "BestEffort",
  pods: readonly Pod[],
  context: KubeletContext,
): CgroupFigures {
  const burstable = tier === "Burstable" ? pods.filter((pod) => tierOf(pod) === "Burstable") : [];
  // The sum is taken over the pods' specs, also while one is resized.
  const requests = burstable.map((pod) => podRequests(pod, { view: "spec" }));
  const cpu = requests.reduce((sum, { cpu = 0n }) => sum + milliOf(cpu), 0n);
  const memory = requests.reduce((sum, list) => sum + wholeOf(list["memory"]), 0);
  return {
    ...NO_FIGURES,
    ...sharesAndWeight(sharesOf(cpu), context),
    cpuLimit: "unlimited",
    memoryLimit: "unlimited",
    ...requestProtection(context.settings?.memoryQos ?? null, tier, memory),
    pidsLimit: "unlimited",
    hugepages: null,
  };
}

/**
 * Of `kubepods`, which holds all pods: the machine's capacity, or what is left of it without the reservations where
 * `enforceNodeAllocatable` has `pods`. The eviction threshold is not taken off here, as it is off the node's allocatable.
 * After `pkg/kubelet/cm/node_container_manager_linux.go`.
 *
 * @param capacity By resource, as the API server tells it; `pid`: how many the kernel gives out.
 */
export function nodeCgroup(
  capacity: Readonly<Record<string, string>>,
  pods: readonly Pod[],
  context: KubeletContext,
): CgroupFigures {
  const { settings } = context;
  if (!settings) return NO_FIGURES;
  const held = enforced(amounts(capacity), settings);
  const guarded = pods.filter((pod) => tierOf(pod) !== "BestEffort").map((pod) => podRequests(pod, { view: "spec" }));
  const protectedMemory = guarded.reduce((sum, list) => sum + wholeOf(list["memory"]), 0);
  return {
    ...NO_FIGURES,
    ...(held["cpu"] !== undefined && sharesAndWeight(sharesOf(milliOf(held["cpu"])), context)),
    cpuLimit: "unlimited",
    memoryLimit: held["memory"] === undefined ? null : memoryBound(wholeOf(held["memory"])),
    ...requestProtection(settings.memoryQos, "Guaranteed", protectedMemory),
    pidsLimit: held["pid"] === undefined ? null : wholeOf(held["pid"]),
    hugepages: hugepagesOf(held),
  };
}

/** Bytes that `kubepods` may have: what `memory.high` of a container without a limit goes by. Null: not known. */
export function allocatableMemory(capacity: string | undefined, settings: CgroupSettings | undefined): number | null {
  if (!settings || capacity === undefined) return null;
  const rest = parseQuantity(capacity) - (settings.reserved["memory"] ?? 0n);
  return rest > 0n ? wholeOf(rest) : 0;
}

/** Which limits every container has: one without any leaves the pod without a bound. After `ResourceConfigForPod`. */
function limited(pod: Pod): { cpu: boolean; memory: boolean } {
  const own = hasPodLevelResources(pod) ? amounts(pod.spec.resources?.limits) : {};
  const counted = countedLimits(pod);
  const has = (name: string): boolean => (own[name] ?? 0n) > 0n || counted.every((limits) => (limits[name] ?? 0n) > 0n);
  return { cpu: has("cpu"), memory: has("memory") };
}

/**
 * The limits that count for each container: of an init container its own with those of the sidecars before it, so that
 * their order matters. After component-helpers `resource/helpers.go` (`AggregateContainerLimits`).
 */
function countedLimits(pod: Pod): Amounts[] {
  let sidecars: Amounts = {};
  const starting = (pod.spec.initContainers ?? []).map((one) => {
    const limits = allocatedLimits(pod, one);
    add(limits, sidecars);
    if (isSidecar(one)) sidecars = limits;
    return limits;
  });
  return [...pod.spec.containers.map((one) => allocatedLimits(pod, one)), ...starting];
}

function podQuota(
  limit: bigint,
  settings: CgroupSettings | undefined,
  exclusive: boolean,
): Partial<Pick<CgroupFigures, "cpuLimit" | "cpuQuota" | "cpuPeriod">> {
  if (!settings || (exclusive && settings.freesExclusiveCpus === null)) return {};
  if (!settings.enforcesCpuLimits || (exclusive && settings.freesExclusiveCpus)) return { cpuLimit: "unlimited" };
  return cpuFigures(quotaOf(milliOf(limit), settings.period), settings.period);
}

const sharesAndWeight = (
  shares: number,
  { version, minor }: KubeletContext,
): Pick<CgroupFigures, "cpuShares" | "cpuWeight"> => ({
  cpuShares: shares,
  cpuWeight: version === 2 && minor !== undefined && minor <= LAST_LINEAR ? linearWeight(shares) : null,
});

function enforced(capacity: Amounts, { enforcesPods, reserved }: CgroupSettings): Amounts {
  if (!enforcesPods) return capacity;
  return Object.fromEntries(
    Object.entries(capacity).map(([name, all]) => {
      const rest = all - (reserved[name] ?? 0n);
      return [name, rest > 0n ? rest : 0n];
    }),
  );
}
