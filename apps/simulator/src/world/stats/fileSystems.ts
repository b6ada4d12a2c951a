import type { KubeletCore } from "../kubelet/core.ts";
import type { PodEntry } from "../kubelet/state.ts";
import { diskAvailable, layerUsed, volumeUsed } from "./usage.ts";

export interface Disk {
  availableBytes: number;
  capacityBytes: number;
  inodesFree: number;
  inodes: number;
}

export function nodeDisk(core: KubeletCore, at: number): Disk {
  const { capacity } = core.profile.disk;
  const inodes = Math.floor(capacity / 16_384);
  return {
    availableBytes: diskAvailable(core, at),
    capacityBytes: capacity,
    inodesFree: inodes - 210_000 - core.pods.size * 60,
    inodes,
  };
}

export function imageFileSystem(core: KubeletCore): Disk {
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
export function claimDisk(entry: PodEntry, volume: string, now: number): object {
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
