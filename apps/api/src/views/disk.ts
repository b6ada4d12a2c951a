import type { DiskConsumer, EmptyDirUse, ImageUse, NodeVolume } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

/** A file system of the node, by the kubelet's last sample. Bytes and inodes; null: not told. */
export interface FileSystemView {
  /** nodefs holds the kubelet's files, imagefs the images, containerfs the writable layers. */
  name: "nodefs" | "imagefs" | "containerfs";
  availableBytes: number | null;
  capacityBytes: number | null;
  usedBytes: number | null;
  inodesFree: number | null;
  inodes: number | null;
  inodesUsed: number | null;
}

/** The node's disks as a whole. */
export interface DiskSummary extends Keyed {
  part: "disk";
  layout: "single" | "dedicated" | "split";
  fileSystems: FileSystemView[];
  /** Null where the runtime does not tell its images. */
  images: {
    count: number;
    /** As if no layer were shared: more than they take. */
    sizeBytes: number;
    removableBytes: number;
    /** Of the image file system, in percent; collection begins at the high mark and goes on to the low one. */
    usedPercent: number | null;
    highPercent: number | null;
    lowPercent: number | null;
    /** What a collection would try to free now. */
    toFreeBytes: number | null;
  } | null;
  /** What the logs of one container may take before the oldest goes; null where `/configz` may not be read. */
  logLimitBytes: number | null;
  /** What lies on the node's own disks, by what it is. */
  totals: { layerBytes: number; logBytes: number; volumeBytes: number };
  /** Containers that ended and are still there, with what they wrote. */
  deadContainers: { count: number; bytes: number };
  /** What is attached to the node or in use there, and what no pod wants; null where the API server does not tell. */
  attachable: NodeVolume[] | null;
}

/** An image of the node and the pods that use it. */
export interface ImageView extends ImageUse, Keyed {
  part: "image";
}

/** A layer, logs or volume of a pod; the 300 largest. */
export interface DiskConsumerView extends DiskConsumer, Keyed {
  part: "consumer";
}

export interface EmptyDirView extends EmptyDirUse, Keyed {
  part: "emptyDir";
  namespace: string;
  pod: string;
}

/** One row of `node.disk`, told by `part`. */
export type DiskPart = DiskSummary | ImageView | DiskConsumerView | EmptyDirView;
