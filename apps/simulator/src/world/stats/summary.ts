import type { KubeletCore } from "../kubelet/core.ts";
import type { ContainerSlot, PodEntry } from "../kubelet/state.ts";
import type { VolumeSpec } from "../kubernetes.ts";
import { amount } from "../quantity.ts";
import { hash } from "../random.ts";
import { MINUTE } from "../time/clock.ts";
import { toSeconds } from "../time/moments.ts";
import { cpuAt, cpuSecondsAt } from "./load.ts";
import { stall } from "./stall.ts";
import {
  diskAvailable,
  layerUsed,
  logsUsed,
  nodeWorkingSet,
  podDiskUsed,
  podWorkingSet,
  podsWorkingSet,
  runningSlots,
  sampledAt,
  volumeUsed,
  workingSet,
} from "./usage.ts";

interface Disk {
  availableBytes: number;
  capacityBytes: number;
  inodesFree: number;
  inodes: number;
}

/** The body of the kubelet's `/stats/summary` at this moment. */
export function summary(core: KubeletCore): object {
  const now = core.agenda.now();
  const at = sampledAt(core.profile.name, now);
  const disk = nodeDisk(core, at);
  const imageDisk = core.profile.imageDisk ? imageFileSystem(core) : disk;
  const pods = [...core.pods.values()].filter((entry) => runningSlots(entry).length > 0);
  return {
    node: nodeStats(core, at, disk, imageDisk),
    pods: pods.map((entry) => podStats(core, entry, now, disk, imageDisk)),
  };
}

/** A pod's cores and core-seconds, of all its containers. */
function podCpu(entry: PodEntry, at: number): { cores: number; seconds: number } {
  let cores = 0;
  let seconds = 0;
  for (const { current } of runningSlots(entry)) {
    if (!current || current.startedAt === null || at < current.startedAt) continue;
    cores += cpuAt(current.load, at);
    seconds += cpuSecondsAt(current.load, current.startedAt, at);
  }
  return { cores, seconds };
}

function nodeStats(core: KubeletCore, at: number, disk: Disk, imageDisk: Disk): object {
  const { profile } = core;
  const workingSetBytes = nodeWorkingSet(core, at);
  const podsMemory = podsWorkingSet(core, at);
  let cores = 0;
  for (const entry of core.pods.values()) cores += podCpu(entry, at).cores;
  const daemonCores = 0.18 + 0.004 * core.pods.size;
  const up = (at - profile.bootedAt) / 1000;
  const podSeconds = podsSecondsSoFar(core, at, cores);
  const key = `node ${profile.name}`;
  const daemons = [
    { name: "kubelet", share: 0.06, cores: 0.06 },
    { name: "runtime", share: 0.09, cores: 0.07 },
  ];
  return {
    nodeName: profile.name,
    systemContainers: [
      ...daemons.map((daemon) => ({
        name: daemon.name,
        startTime: toSeconds(profile.bootedAt + MINUTE),
        ...basics(key, at, {
          cores: daemon.cores,
          seconds: daemon.cores * up,
          memory: Math.floor((profile.systemMemory * daemon.share) / 4096) * 4096,
        }),
      })),
      {
        name: "pods",
        startTime: toSeconds(profile.bootedAt + MINUTE),
        ...basics(key, at, {
          cores,
          seconds: podSeconds,
          memory: podsMemory,
          available: Math.max(0, profile.memory - podsMemory),
        }),
      },
    ],
    startTime: toSeconds(profile.bootedAt),
    ...basics(key, at, {
      cores: cores + daemonCores,
      seconds: podSeconds + daemons.reduce((sum, daemon) => sum + daemon.cores * up, 0),
      memory: workingSetBytes,
      available: profile.memory - workingSetBytes,
      swap: true,
      cache: 0.12 * profile.memory * (1 - workingSetBytes / profile.memory),
    }),
    network: { time: toSeconds(at), ...network(key, up * 2_400_000, ["cilium_host"]) },
    fs: {
      time: toSeconds(at),
      ...disk,
      usedBytes: disk.capacityBytes - disk.availableBytes,
      inodesUsed: disk.inodes - disk.inodesFree,
    },
    runtime: {
      imageFs: { time: toSeconds(at), ...imageDisk, ...imageUse(core) },
      containerFs: { time: toSeconds(at), ...imageDisk, ...layerUse(core) },
    },
    rlimit: { time: toSeconds(core.agenda.now()), maxpid: 4_194_304, curproc: processes(core) },
  };
}

const counters = new WeakMap<KubeletCore, { at: number; seconds: number }>();

/** Core-seconds of all pods since boot. Pods come and go, so it is added up from look to look. */
function podsSecondsSoFar(core: KubeletCore, at: number, cores: number): number {
  const counter = counters.get(core) ?? {
    at,
    seconds: ((at - core.profile.bootedAt) / 1000) * core.profile.cores * 0.2,
  };
  counter.seconds += (Math.max(0, at - counter.at) / 1000) * cores;
  counter.at = Math.max(at, counter.at);
  counters.set(core, counter);
  return counter.seconds;
}

function podStats(core: KubeletCore, entry: PodEntry, now: number, disk: Disk, imageDisk: Disk): object {
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
    containers: runningSlots(entry).map((slot) => containerStats(entry, slot, now, disk, imageDisk)),
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
  now: number,
  disk: Disk,
  imageDisk: Disk,
): object {
  if (!current || current.startedAt === null) return { name: spec.name };
  const key = `${entry.object.metadata.uid} ${spec.name}`;
  const at = Math.max(sampledAt(key, now), current.startedAt);
  const memory = workingSet(current, at);
  return {
    name: spec.name,
    startTime: toSeconds(current.startedAt),
    ...basics(key, at, {
      cores: cpuAt(current.load, at),
      seconds: cpuSecondsAt(current.load, current.startedAt, at),
      memory,
      ...(current.load.limit !== null && { available: Math.max(0, current.load.limit - memory), swap: true }),
    }),
    rootfs: { time: toSeconds(now), ...imageDisk, usedBytes: layerUsed(current), inodesUsed: 8 },
    logs: { time: toSeconds(now), ...disk, usedBytes: logsUsed(current), inodesUsed: 1 },
  };
}

interface Basics {
  cores: number;
  seconds: number;
  memory: number;
  available?: number;
  /** Whether it is told how much swap it could have: none. */
  swap?: boolean;
  /** Bytes that could be given back: usage counts them, the working set does not. */
  cache?: number;
}

function basics(key: string, at: number, use: Basics): object {
  const time = toSeconds(at);
  const busy = Math.min(1, use.cores / 8);
  const usageBytes = Math.floor((use.memory + (use.cache ?? use.memory * 0.06)) / 4096) * 4096;
  return {
    cpu: {
      time,
      usageNanoCores: Math.floor(use.cores * 1e9),
      usageCoreNanoSeconds: Math.floor(use.seconds * 1e9),
      psi: stall(key, at, busy * 1.8, use.seconds),
    },
    memory: {
      time,
      ...(use.available !== undefined && { availableBytes: use.available }),
      usageBytes,
      workingSetBytes: use.memory,
      rssBytes: Math.floor((use.memory * 0.86) / 4096) * 4096,
      pageFaults: Math.floor(use.seconds * 900) + 743,
      majorPageFaults: Math.floor(use.seconds / 40),
      psi: stall(`${key} memory`, at, use.available === undefined ? 0 : 0.02, use.seconds),
    },
    io: { time, psi: stall(`${key} io`, at, busy * 0.3, use.seconds) },
    swap: { time, ...(use.swap && { swapAvailableBytes: 0 }), swapUsageBytes: 0 },
  };
}

/** Traffic so far, given the bytes it is about: they only grow. */
function network(key: string, bytes: number, others: string[]): object {
  const tilt = 0.5 + (hash(key) % 100) / 100;
  const eth0 = {
    name: "eth0",
    rxBytes: Math.max(0, Math.floor(bytes * tilt)) + 4_590,
    rxErrors: 0,
    txBytes: Math.max(0, Math.floor(bytes * (1.6 - tilt * 0.5))) + 682,
    txErrors: 0,
  };
  return {
    ...eth0,
    interfaces: [
      eth0,
      ...others.map((name) => ({
        name,
        rxBytes: Math.floor(eth0.rxBytes * 0.4),
        rxErrors: 0,
        txBytes: Math.floor(eth0.txBytes * 0.4),
        txErrors: 0,
      })),
    ],
  };
}

function nodeDisk(core: KubeletCore, at: number): Disk {
  const { capacity } = core.profile.disk;
  const inodes = Math.floor(capacity / 16_384);
  return {
    availableBytes: diskAvailable(core, at),
    capacityBytes: capacity,
    inodesFree: inodes - 210_000 - core.pods.size * 60,
    inodes,
  };
}

function imageFileSystem(core: KubeletCore): Disk {
  const { capacity, used } = core.profile.imageDisk ?? core.profile.disk;
  const inodes = Math.floor(capacity / 16_384);
  return {
    availableBytes: Math.max(0, capacity - used - imageUse(core).usedBytes - layerUse(core).usedBytes),
    capacityBytes: capacity,
    inodesFree: inodes - 180_000,
    inodes,
  };
}

/** A claim has a disk of its own. */
function claimDisk(entry: PodEntry, volume: string, now: number): object {
  const capacityBytes = 100 * 2 ** 30;
  const usedBytes = volumeUsed(entry, volume, now);
  return {
    availableBytes: Math.max(0, capacityBytes - usedBytes),
    capacityBytes,
    usedBytes,
    inodesFree: 6_553_000,
    inodes: 6_553_600,
    inodesUsed: 600,
  };
}

export const imageUse = (core: KubeletCore): { usedBytes: number; inodesUsed: number } => {
  const images = core.images.list();
  return {
    usedBytes: images.reduce((sum, { sizeBytes }) => sum + sizeBytes * 2, 0),
    inodesUsed: images.length * 2_400,
  };
};

export const layerUse = (core: KubeletCore): { usedBytes: number; inodesUsed: number } => {
  const containers = core.runtime.containers();
  return {
    usedBytes: containers.reduce((sum, container) => sum + layerUsed(container), 0),
    inodesUsed: containers.length * 8,
  };
};

function processes(core: KubeletCore): number {
  let count = 212;
  for (const entry of core.pods.values())
    for (const { behaviour } of runningSlots(entry)) count += behaviour.processes + 1;
  return count;
}
