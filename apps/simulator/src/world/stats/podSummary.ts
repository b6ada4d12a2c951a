import type { KubeletCore } from "../kubelet/core.ts";
import type { ContainerSlot, PodEntry } from "../kubelet/state.ts";
import type { VolumeSpec } from "../kubernetes.ts";
import { amount } from "../quantity.ts";
import { MINUTE } from "../time/clock.ts";
import { toSeconds } from "../time/moments.ts";
import { basics, network } from "./figures.ts";
import { type Disk, claimDisk } from "./fileSystems.ts";
import { cpuAt, cpuSecondsAt } from "./load.ts";
import {
  layerUsed,
  logsUsed,
  podDiskUsed,
  podWorkingSet,
  runningSlots,
  sampledAt,
  volumeUsed,
  workingSet,
} from "./usage.ts";

/** A pod's cores and core-seconds, of all its containers. */
export function podCpu(entry: PodEntry, at: number): { cores: number; seconds: number } {
  let cores = 0;
  let seconds = 0;
  for (const { current } of runningSlots(entry)) {
    if (!current || current.startedAt === null || at < current.startedAt) continue;
    cores += cpuAt(current.load, at);
    seconds += cpuSecondsAt(current.load, current.startedAt, at);
  }
  return { cores, seconds };
}

/** A pod's part of a summary. */
export function podStats(core: KubeletCore, entry: PodEntry, now: number, disk: Disk, imageDisk: Disk): object {
  const { name, namespace, uid } = entry.object.metadata;
  const at = sampledAt(uid, now);
  const { cores, seconds } = podCpu(entry, at);
  const limit = podMemoryLimit(entry);
  const memory = podWorkingSet(entry, at);
  const startedAt = entry.sandbox?.createdAt ?? now;
  const volumes = (entry.plan.volumes ?? []).filter(({ volume }) => !volume.hostPath);
  const used = podDiskUsed(core, entry, at);
  return {
    podRef: { name, namespace, uid },
    startTime: toSeconds(startedAt),
    containers: runningSlots(entry).map((slot) => containerStats(entry, slot, at, now, disk, imageDisk)),
    ...basics(uid, at, {
      cores,
      seconds,
      memory,
      ...(limit > 0 && { available: Math.max(0, limit - memory) }),
    }),
    ...(entry.object.spec.hostNetwork !== true && {
      network: { time: toSeconds(at), ...network(uid, ((at - startedAt) / 1000) * 9_000 + seconds * 240_000, []) },
    }),
    ...(volumes.length > 0 && {
      volume: volumes.map(({ volume }) => volumeStats(entry, volume, now, disk)),
    }),
    "ephemeral-storage": {
      time: toSeconds(now),
      ...disk,
      usedBytes: used,
      inodesUsed: 12 + runningSlots(entry).length * 9,
    },
    process_stats: {
      process_count: runningSlots(entry).reduce((sum, { behaviour }) => sum + behaviour.processes, 0),
    },
  };
}

/** The pod's own limit, or that of its containers where each has one; else 0. */
function podMemoryLimit(entry: PodEntry): number {
  const own = amount(entry.object.spec.resources?.limits?.["memory"]);
  const limits = entry.slots
    .filter(({ kind }) => kind !== "init")
    .map(({ actual }) => amount(actual.limits?.["memory"]));
  return own || (limits.includes(0) ? 0 : limits.reduce((sum, limit) => sum + limit, 0));
}

function volumeStats(entry: PodEntry, volume: VolumeSpec, now: number, disk: Disk): object {
  // Volumes are measured once a minute.
  const at = Math.floor(now / MINUTE) * MINUTE;
  const claim = volume.persistentVolumeClaim;
  return {
    time: toSeconds(at),
    ...(claim
      ? claimDisk(entry, volume.name, at)
      : { ...disk, usedBytes: volumeUsed(entry, volume.name, at), inodesUsed: 12 }),
    name: volume.name,
    ...(claim && { pvcRef: { name: claim.claimName, namespace: entry.object.metadata.namespace } }),
  };
}

function containerStats(
  entry: PodEntry,
  { spec, current }: ContainerSlot,
  podAt: number,
  now: number,
  disk: Disk,
  imageDisk: Disk,
): object {
  if (!current || current.startedAt === null) return { name: spec.name };
  const key = `${entry.object.metadata.uid} ${spec.name}`;
  // A pod is the sum of its containers: of one that started since, neither knows anything yet.
  const at = Math.max(podAt, current.startedAt);
  const memory = workingSet(current, podAt);
  return {
    name: spec.name,
    startTime: toSeconds(current.startedAt),
    ...basics(key, at, {
      cores: podAt < current.startedAt ? 0 : cpuAt(current.load, at),
      seconds: cpuSecondsAt(current.load, current.startedAt, at),
      memory,
      ...(current.load.limit !== null && { available: Math.max(0, current.load.limit - memory), swap: true }),
    }),
    rootfs: { time: toSeconds(now), ...imageDisk, usedBytes: layerUsed(current), inodesUsed: 8 },
    logs: { time: toSeconds(now), ...disk, usedBytes: logsUsed(current), inodesUsed: 1 },
  };
}
