import type { ContainerSpec, Pod } from "../../model/pod.ts";
import { NANO } from "../quantity.ts";
import { hasPodLevelResources } from "../resources/podResources.ts";
import { amounts, type Amounts } from "../resources/list.ts";
import { allocatedLimits, allocatedRequests, tierOf, wholeOf } from "./allocated.ts";
import { milliOf, quotaOf, sharesOf } from "./cpuFigures.ts";
import { cpuFigures, memoryBound, NO_FIGURES, type CgroupFigures } from "./figures.ts";
import { hugepagesOf } from "./hugepages.ts";
import { protectionOf } from "./memoryQos.ts";
import type { CgroupSettings } from "./settings.ts";

/** What a container's figures depend on beside its spec. */
export interface ContainerContext {
  settings: CgroupSettings | undefined;
  /** CPUs that it has for itself, by the kubelet; null where that is not told. */
  exclusiveCpus: number | null;
  /** Bytes that pods may be given on this node; null where that is not known. */
  allocatableMemory: number | null;
}

/** In the CRI's units: shares, microseconds, bytes. A quota of 0 or −1 and a memory limit of 0 are none. */
export interface AskedResources {
  cpuShares: number;
  /** Null where it depends on what is not known. */
  cpuQuota: number | null;
  cpuPeriod: number;
  memoryLimit: number;
}

/**
 * What the kubelet asks of the runtime for a container. After `calculateLinuxResources` and
 * `generateLinuxContainerResources` of `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`.
 *
 * @throws Error that names the resource, where a quantity is malformed.
 */
export function askedResources(pod: Pod, container: ContainerSpec, context: ContainerContext): AskedResources {
  const requests = allocatedRequests(pod, container);
  const limits = limitsWithPod(pod, container);
  const cpuLimit = milliOf(limits["cpu"] ?? 0n);
  const { settings } = context;
  const exclusive = hasExclusiveCpus(pod, container, context);
  return {
    cpuShares: sharesOf(requests["cpu"] === undefined ? cpuLimit : milliOf(requests["cpu"])),
    cpuQuota:
      !settings || (exclusive && settings.freesExclusiveCpus === null)
        ? cpuLimit === 0n
          ? 0
          : null
        : !settings.enforcesCpuLimits
          ? 0
          : exclusive && settings.freesExclusiveCpus
            ? -1
            : quotaOf(cpuLimit, settings.period),
    cpuPeriod: settings?.period ?? 0,
    memoryLimit: wholeOf(limits["memory"]),
  };
}

/** The same, and what cgroup v2 and huge pages have beside it, as it is shown. The weight is the runtime's to choose. */
export function containerCgroup(pod: Pod, container: ContainerSpec, context: ContainerContext): CgroupFigures {
  const asked = askedResources(pod, container, context);
  const requests = allocatedRequests(pod, container);
  return {
    ...NO_FIGURES,
    cpuShares: asked.cpuShares,
    ...(asked.cpuQuota !== null && cpuFigures(asked.cpuQuota, asked.cpuPeriod)),
    memoryLimit: memoryBound(asked.memoryLimit),
    ...protectionOf(context.settings?.memoryQos ?? null, {
      tier: tierOf(pod),
      request: wholeOf(requests["memory"]),
      limit: wholeOf(allocatedLimits(pod, container)["memory"]),
      allocatable: context.allocatableMemory,
    }),
    // A container shares its pod's bound of processes.
    pidsLimit: null,
    hugepages: hugepagesOf({ ...podLimits(pod), ...allocatedLimits(pod, container) }),
  };
}

/**
 * CPUs that a container has for itself are its whole ones of a Guaranteed pod, under the static policy
 * (`cpumanager/policy_static.go`). Undecided is no such container: the kubelet tells of those that have them.
 */
export function hasExclusiveCpus(
  pod: Pod,
  container: ContainerSpec,
  { settings, exclusiveCpus }: Pick<ContainerContext, "settings" | "exclusiveCpus">,
): boolean {
  if (exclusiveCpus !== null) return exclusiveCpus > 0;
  const cpu = allocatedRequests(pod, container)["cpu"] ?? 0n;
  return settings?.staticCpus === true && tierOf(pod) === "Guaranteed" && cpu > 0n && cpu % NANO === 0n;
}

const podLimits = (pod: Pod): Amounts => (hasPodLevelResources(pod) ? amounts(pod.spec.resources?.limits) : {});

/** Where a container names no limit of CPU or memory, the pod's own holds for it. */
function limitsWithPod(pod: Pod, container: ContainerSpec): Amounts {
  const own = allocatedLimits(pod, container);
  const shared = podLimits(pod);
  const of = (name: string): bigint => own[name] || shared[name] || 0n;
  return { cpu: of("cpu"), memory: of("memory") };
}
