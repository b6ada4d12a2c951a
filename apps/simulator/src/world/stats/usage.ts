import { hash } from "../random.ts";
import type { KubeletCore } from "../kubelet/core.ts";
import { running } from "../kubelet/podStatus.ts";
import type { ContainerSlot, PodEntry } from "../kubelet/state.ts";
import type { RuntimeContainer } from "../runtime/state.ts";
import { MINUTE, SECOND } from "../time/clock.ts";
import { memoryAt } from "./load.ts";

/** How often the kubelet measures; each subject has its own turn within that time. */
const SAMPLE_INTERVAL = 10 * SECOND;

/** When the subject was last measured, in milliseconds. */
export function sampledAt(subject: string, now: number): number {
  const phase = hash(subject) % SAMPLE_INTERVAL;
  return now - ((((now - phase) % SAMPLE_INTERVAL) + SAMPLE_INTERVAL) % SAMPLE_INTERVAL);
}

/** Working set in bytes of a container that runs; nothing before its first sample. */
export const workingSet = (container: RuntimeContainer, at: number): number =>
  container.startedAt === null || at < container.startedAt ? 0 : memoryAt(container.load, container.startedAt, at);

export const runningSlots = (entry: PodEntry): ContainerSlot[] => entry.slots.filter(running);

/** What its sandbox's own process takes. */
export const SANDBOX_MEMORY = 260 * 1024;

export const podWorkingSet = (entry: PodEntry, at: number): number =>
  runningSlots(entry).reduce(
    (sum, { current }) => sum + (current ? workingSet(current, at) : 0),
    entry.sandbox?.ready ? SANDBOX_MEMORY : 0,
  );

export function podsWorkingSet(core: KubeletCore, at: number): number {
  let sum = 0;
  for (const entry of core.pods.values()) sum += podWorkingSet(entry, at);
  return sum;
}

/** The node's memory: what pods take, and the daemons, which breathe a little. */
export function nodeWorkingSet(core: KubeletCore, at: number): number {
  const breath = 1 + 0.015 * Math.sin(at / 61_000 + (hash(core.profile.name) % 7));
  const daemons = Math.floor((core.profile.systemMemory * breath) / 4096) * 4096;
  return Math.min(core.profile.memory, daemons + podsWorkingSet(core, at));
}

/** Bytes in a pod's volume at that moment. */
export function volumeUsed(entry: PodEntry, name: string, at: number): number {
  const plan = entry.plan.volumes?.find(({ volume }) => volume.name === name);
  if (!plan) return 0;
  const since = Math.max(0, at - (entry.sandbox?.createdAt ?? at));
  return Math.max(4096, Math.floor(((plan.used ?? 4096) + ((plan.growth ?? 0) * since) / MINUTE) / 4096) * 4096);
}

export const logsUsed = (container: RuntimeContainer): number => container.load.behaviour.logs;

export const layerUsed = (container: RuntimeContainer): number => container.load.behaviour.writable;

/** What a pod has written to the node's own disk: logs and volumes, and its layers where they lie there too. */
export function podDiskUsed(core: KubeletCore, entry: PodEntry, at: number): number {
  const layers = core.profile.imageDisk ? 0 : 1;
  const containers = runningSlots(entry).reduce(
    (sum, { current }) => sum + (current ? logsUsed(current) + layers * layerUsed(current) : 0),
    0,
  );
  const volumes = (entry.plan.volumes ?? [])
    .filter(({ volume }) => volume.emptyDir && volume.emptyDir.medium !== "Memory")
    .reduce((sum, { volume }) => sum + volumeUsed(entry, volume.name, at), 0);
  return containers + volumes;
}

/** Free bytes of the disk under the kubelet's root. */
export function diskAvailable(core: KubeletCore, at: number): number {
  let used = core.profile.disk.used;
  for (const entry of core.pods.values())
    if (entry.stage !== "finished" && entry.stage !== "refused") used += podDiskUsed(core, entry, at);
  return Math.max(0, Math.floor(core.profile.disk.capacity - used));
}
