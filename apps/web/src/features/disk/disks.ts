import type { DiskSummary, FileSystemView, SignalView } from "@bayplan/api/views";

export type DiskPartKind = "images" | "unusedImages" | "layers" | "deadLayers" | "logs" | "volumes" | "other";

export interface DiskSegment {
  kind: DiskPartKind;
  bytes: number;
  /** Where it begins and how wide it is, in percent of the disk. */
  left: number;
  width: number;
}

/** One disk, whichever names the kubelet has for it. Bytes. */
export interface Disk {
  names: FileSystemView["name"][];
  capacity: number;
  available: number;
  segments: DiskSegment[];
  /** The hard eviction threshold: as it is configured, in bytes, and its place in percent of the disk. */
  line: { signal: string; text: string; quantity: number; place: number } | null;
  /** In percent of the disk: where a collection of images begins, and where it ends. */
  marks: { high: number; low: number } | null;
  inodesFree: number | null;
  inodes: number | null;
}

type Names = FileSystemView["name"];

/** Which of the kubelet's names are one disk. */
const DISKS: Record<DiskSummary["layout"], readonly (readonly Names[])[]> = {
  single: [["nodefs", "imagefs", "containerfs"]],
  dedicated: [["nodefs"], ["imagefs", "containerfs"]],
  split: [["nodefs", "containerfs"], ["imagefs"]],
};

/**
 * What lies on the disk of that name. Images by the sizes that the runtime tells, as `crictl images` does: what is told
 * to be used of the imagefs holds the containers' layers too with some runtimes, and not with others (decision 0008).
 */
const partsOf = (name: Names, { images, totals, deadContainers }: DiskSummary): [DiskPartKind, number][] => {
  switch (name) {
    case "nodefs":
      return [
        ["logs", totals.logBytes],
        ["volumes", totals.volumeBytes],
      ];
    case "containerfs":
      return [
        ["layers", totals.layerBytes],
        ["deadLayers", deadContainers.bytes],
      ];
    case "imagefs":
      return images
        ? [
            ["images", images.sizeBytes - images.removableBytes],
            ["unusedImages", images.removableBytes],
          ]
        : [];
  }
};

const ORDER: readonly DiskPartKind[] = ["images", "unusedImages", "layers", "deadLayers", "logs", "volumes", "other"];

/** One beside the other, from the left. Figures of different samples may be more than is used: then the last give way. */
const placed = (parts: ReadonlyMap<DiskPartKind, number>, used: number, capacity: number): DiskSegment[] => {
  let taken = 0;
  return ORDER.flatMap((kind) => {
    const bytes = kind === "other" ? Math.max(0, used - taken) : (parts.get(kind) ?? 0);
    const drawn = Math.min(bytes, Math.max(0, used - taken));
    const left = (taken / capacity) * 100;
    taken += drawn;
    return bytes > 0 ? [{ kind, bytes, left, width: (drawn / capacity) * 100 }] : [];
  });
};

const lineOf = (names: readonly Names[], capacity: number, signals: readonly SignalView[]): Disk["line"] => {
  const lines = signals
    .filter(({ signal }) => names.some((name) => signal === `${name}.available`))
    .flatMap(({ signal, thresholds }) =>
      thresholds.filter(({ kind }) => kind === "hard").map(({ quantity, text }) => ({ signal, quantity, text })),
    );
  // Of several on one disk the first to be met.
  const [first] = lines.toSorted((a, b) => b.quantity - a.quantity);
  return first ? { ...first, place: Math.max(0, 100 - (first.quantity / capacity) * 100) } : null;
};

/** The node's disks by their parts, with the marks at which something happens; those without a size are left out. */
export const disksOf = (summary: DiskSummary, signals: readonly SignalView[]): Disk[] =>
  DISKS[summary.layout].flatMap((candidates) => {
    const names = candidates.filter((name) => summary.fileSystems.some((one) => one.name === name));
    const fileSystem = summary.fileSystems.find(({ name }) => name === names[0]);
    if (!fileSystem) return [];
    const { capacityBytes: capacity, availableBytes: available, inodesFree, inodes } = fileSystem;
    if (!capacity || available === null) return [];
    const parts = new Map(names.flatMap((name) => partsOf(name, summary)));
    const { highPercent: high = null, lowPercent: low = null } = summary.images ?? {};
    return {
      names,
      capacity,
      available,
      segments: placed(parts, Math.max(0, capacity - available), capacity),
      line: lineOf(names, capacity, signals),
      marks: names.includes("imagefs") && high !== null && low !== null ? { high, low } : null,
      inodesFree,
      inodes,
    };
  });
