import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Pod, ResourceList } from "../../model/pod.ts";
import type { PodStats } from "../../model/stats.ts";
import { parseQuantity, toNumber } from "../quantity.ts";
import { podLimits } from "../resources/podResources.ts";
import { isActive, neverEvicted } from "./active.ts";
import type { FileSystemLayout } from "./fileSystems.ts";

/** One local-storage limit of a pod and how near it is. Bytes. */
export interface LocalStorageLimit {
  namespace: string;
  pod: string;
  uid: string;
  scope: "emptyDir" | "pod" | "container";
  /** The volume or container; null for the pod as such. */
  name: string | null;
  limit: number;
  /** Null: not measured yet; a volume's first figure can take a minute. */
  usage: number | null;
  headroom: number | null;
  exceeded: boolean | null;
  /** False: the pod never goes for it. The kubelet evicts no such pod, or enforces no limit of local storage at all. */
  evictable: boolean;
}

type Found = Pick<LocalStorageLimit, "scope" | "name" | "limit" | "usage">;

/**
 * The limits whose breach costs a pod its place however much the node has left, in the order in which the kubelet looks at
 * them: each volume's, the pod's, each container's. After `pkg/kubelet/eviction/eviction_manager.go`
 * (`localStorageEviction`): volumes in memory have a limit too, init containers and sidecars none, and a container's
 * writable layer counts only where it lies with the kubelet's files. Pods without a sample are not looked at.
 * With `localStorageCapacityIsolation: false` it looks at none of them.
 */
export function localStorageLimits({
  pods,
  podStats,
  layout,
  config,
}: {
  pods: readonly Pod[];
  podStats: readonly PodStats[];
  layout: FileSystemLayout;
  config?: KubeletConfig | undefined;
}): LocalStorageLimit[] {
  const samples = new Map(podStats.map((stats) => [stats.id, stats]));
  const isEnforced = config?.config["localStorageCapacityIsolation"] !== false;
  return pods.filter(isActive).flatMap((pod) => {
    const stats = samples.get(pod.id);
    if (stats === undefined) return [];
    const evictable = isEnforced && neverEvicted(pod) === null;
    const found = [...volumeLimits(pod, stats), ...podLimit(pod, stats), ...containerLimits(pod, stats, layout)];
    return found.map(({ scope, name, limit, usage }): LocalStorageLimit => ({
      namespace: pod.namespace,
      pod: pod.name,
      uid: pod.id,
      scope,
      name,
      limit,
      usage,
      headroom: usage === null ? null : limit - usage,
      exceeded: usage === null ? null : usage > limit,
      evictable,
    }));
  });
}

function volumeLimits(pod: Pod, stats: PodStats): Found[] {
  return (pod.spec.volumes ?? []).flatMap((volume): Found[] => {
    const limit =
      volume.type === "emptyDir" && volume.sizeLimit !== undefined ? toNumber(parseQuantity(volume.sizeLimit)) : 0;
    const usage = stats.volumes?.find((measured) => measured.name === volume.name)?.usedBytes ?? null;
    return limit > 0 ? [{ scope: "emptyDir", name: volume.name, limit, usage }] : [];
  });
}

function podLimit(pod: Pod, stats: PodStats): Found[] {
  if (
    pod.spec.containers.every((container) => container.resources?.limits?.["ephemeral-storage"] === undefined) &&
    !hasInitLimit(pod)
  )
    return [];
  const limit = podLimits(pod, { view: "spec" })["ephemeral-storage"];
  return limit === undefined
    ? []
    : [{ scope: "pod", name: null, limit: toNumber(limit), usage: stats.ephemeralStorage?.usedBytes ?? null }];
}

const hasInitLimit = (pod: Pod): boolean =>
  pod.spec.initContainers?.some((container) => container.resources?.limits?.["ephemeral-storage"] !== undefined) ??
  false;

function containerLimits(pod: Pod, stats: PodStats, layout: FileSystemLayout): Found[] {
  return pod.spec.containers.flatMap((container): Found[] => {
    const limit = storageLimit(container.resources?.limits);
    const sample = stats.containers.find((measured) => measured.name === container.name);
    if (limit === 0 || sample === undefined) return [];
    const layer = layout === "single" ? (sample.rootfs?.usedBytes ?? 0) : 0;
    return [{ scope: "container", name: container.name, limit, usage: (sample.logs?.usedBytes ?? 0) + layer }];
  });
}

function storageLimit(limits: ResourceList | undefined): number {
  const text = limits?.["ephemeral-storage"];
  return text === undefined ? 0 : toNumber(parseQuantity(text));
}
