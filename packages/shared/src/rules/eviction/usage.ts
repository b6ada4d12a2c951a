import type { Pod } from "../../model/pod.ts";
import type { FileSystemStats, PodContainerStats, PodStats } from "../../model/stats.ts";
import { toNumber } from "../quantity.ts";
import { amounts } from "../resources/list.ts";
import { hasPodLevelResources, podLevelRequests, podRequests } from "../resources/podResources.ts";
import type { FileSystemLayout } from "./fileSystems.ts";
import { starvedResource, type Signal } from "./signal.ts";

interface Measured {
  rootfs: boolean;
  logsAndVolumes: boolean;
}

const NOTHING: Measured = { rootfs: false, logsAndVolumes: false };
const ALL: Measured = { rootfs: true, logsAndVolumes: true };

/** What of a pod's files lies on the file system of a signal (`buildSignalToRankFunc`). */
function measured(signal: Signal, layout: FileSystemLayout): Measured {
  if (layout === "single") return ALL;
  const onNodeFs = signal.startsWith("nodefs.");
  if (layout === "dedicated") return { rootfs: !onNodeFs, logsAndVolumes: onNodeFs };
  return signal.startsWith("imagefs.") ? NOTHING : ALL;
}

/** Equal for two signals by which pods rank alike. */
export function weighed(signal: Signal, layout: FileSystemLayout): string {
  const resource = starvedResource(signal);
  if (resource === "memory" || resource === "pids") return resource;
  const { rootfs, logsAndVolumes } = measured(signal, layout);
  return `${resource} ${rootfs} ${logsAndVolumes}`;
}

/**
 * What a pod uses of a signal's resource, as the kubelet ranks by it: working set, bytes or inodes of its files, number of
 * processes. A figure that the sample lacks counts as none.
 */
export function evictionUsage(signal: Signal, layout: FileSystemLayout, pod: Pod, stats: PodStats): number {
  const resource = starvedResource(signal);
  if (resource === "memory") return stats.memory?.workingSetBytes ?? 0;
  if (resource === "pids") return stats.processes ?? 0;
  const of = (fs: FileSystemStats | undefined): number => (resource === "inodes" ? fs?.inodesUsed : fs?.usedBytes) ?? 0;
  return fileUsage(measured(signal, layout), pod, stats, of, isLocalVolume);
}

/** What of that comes back when the pod goes: files on a host path stay. */
export function reclaimedUsage(signal: Signal, layout: FileSystemLayout, pod: Pod, stats: PodStats): number {
  const resource = starvedResource(signal);
  if (resource === "memory" || resource === "pids") return evictionUsage(signal, layout, pod, stats);
  const of = (fs: FileSystemStats | undefined): number => (resource === "inodes" ? fs?.inodesUsed : fs?.usedBytes) ?? 0;
  return fileUsage(
    measured(signal, layout),
    pod,
    stats,
    of,
    (volume) => isLocalVolume(volume) && volume.type !== "hostPath",
  );
}

/**
 * What a pod asked for of a signal's resource, by what the kubelet allocated (`pkg/api/v1/resource/helpers.go`,
 * `GetResourceRequestQuantity`): where the pod as such has requests or limits, its containers' are skipped for every
 * resource, and the overhead counts only on top of something. Inodes are weighed against ephemeral-storage.
 */
export function evictionRequest(signal: Signal, pod: Pod): number {
  if (starvedResource(signal) === "pids") return 0;
  const name = starvedResource(signal) === "memory" ? "memory" : "ephemeral-storage";
  const requests = hasPodLevelResources(pod)
    ? podLevelRequests(pod, "allocated")
    : podRequests(pod, { view: "allocated", overhead: false });
  const asked = requests[name] ?? 0n;
  return toNumber(asked === 0n ? asked : asked + (amounts(pod.spec.overhead)[name] ?? 0n));
}

function fileUsage(
  { rootfs, logsAndVolumes }: Measured,
  pod: Pod,
  stats: PodStats,
  of: (fs: FileSystemStats | undefined) => number,
  counts: (volume: LocalVolume) => boolean,
): number {
  let sum = 0;
  for (const container of stats.containers) sum += containerUsage(container, rootfs, logsAndVolumes, of);
  if (!logsAndVolumes) return sum;
  for (const volume of pod.spec.volumes ?? []) {
    if (counts(volume)) sum += of(stats.volumes?.find((measured) => measured.name === volume.name));
  }
  return sum;
}

const containerUsage = (
  container: PodContainerStats,
  rootfs: boolean,
  logs: boolean,
  of: (fs: FileSystemStats | undefined) => number,
): number => (rootfs ? of(container.rootfs) : 0) + (logs ? of(container.logs) : 0);

type LocalVolume = NonNullable<Pod["spec"]["volumes"]>[number];

const isLocalVolume = ({ type, medium }: LocalVolume): boolean =>
  type === "hostPath" ||
  type === "configMap" ||
  type === "gitRepo" ||
  (type === "emptyDir" && (medium === undefined || medium === ""));
