import type { ImageFileSystem } from "../../model/runtime.ts";
import type { FileSystemStats, NodeStats } from "../../model/stats.ts";

/**
 * Where images and writable layers lie.
 * single: with the kubelet's own files. dedicated: both on another disk. split: images alone on another disk (KEP-4191).
 */
export type FileSystemLayout = "single" | "dedicated" | "split";

/** Between two looks at one busy file system at most this share of it, and this many files, change. */
const NEAR_SHARE = 0.001;
const NEAR_INODES = 16;

/**
 * How the node's file systems are laid out. The kubelet compares devices and mount points, which no interface tells: two
 * file systems are taken for one when their figures in the same sample agree. Without figures: single.
 *
 * Follows `pkg/kubelet/stats/provider.go` (`HasDedicatedImageFs`) and `IsContainerFsSeparateFromImageFs`.
 */
export function fileSystemLayout(
  nodeStats: NodeStats | undefined,
  imageFileSystems: readonly ImageFileSystem[] = [],
): FileSystemLayout {
  const { fs, imageFs, containerFs } = nodeStats ?? {};
  if (isSplit(imageFs, containerFs, imageFileSystems)) return "split";
  return fs === undefined || imageFs === undefined || isSame(fs, imageFs) ? "single" : "dedicated";
}

function isSplit(
  imageFs: FileSystemStats | undefined,
  containerFs: FileSystemStats | undefined,
  runtime: readonly ImageFileSystem[],
): boolean {
  const images = runtime.find((fileSystem) => fileSystem.role === "images");
  const containers = runtime.find((fileSystem) => fileSystem.role === "containers");
  if (images !== undefined && containers !== undefined) return images.mountpoint !== containers.mountpoint;
  return imageFs !== undefined && containerFs !== undefined && !isSame(imageFs, containerFs);
}

function isSame(a: FileSystemStats, b: FileSystemStats): boolean {
  if (a.capacityBytes === undefined || b.capacityBytes === undefined) return true;
  if (a.capacityBytes !== b.capacityBytes) return false;
  if (a.availableBytes === b.availableBytes) return true;
  const inodes = Math.abs((a.inodesFree ?? 0) - (b.inodesFree ?? 0));
  // A file that grows between the two looks changes the bytes and no inode.
  if (inodes === 0 && (a.inodes ?? 0) > 0) return true;
  const bytes = Math.abs((a.availableBytes ?? 0) - (b.availableBytes ?? 0));
  return bytes <= a.capacityBytes * NEAR_SHARE && inodes <= NEAR_INODES;
}
