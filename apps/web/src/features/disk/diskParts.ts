import type { DiskConsumerView, DiskPart, DiskSummary, EmptyDirView, ImageView } from "@bayplan/api/views";

/** What a node's feed of disks tells, by what it tells of; the largest on the node first. */
export interface DiskParts {
  summary: DiskSummary | null;
  images: ImageView[];
  consumers: DiskConsumerView[];
  emptyDirs: EmptyDirView[];
}

export const diskParts = (rows: ReadonlyMap<string, DiskPart>): DiskParts => {
  const parts: DiskParts = { summary: null, images: [], consumers: [], emptyDirs: [] };
  for (const row of rows.values()) {
    if (row.part === "disk") parts.summary = row;
    else if (row.part === "image") parts.images.push(row);
    else if (row.part === "consumer") parts.consumers.push(row);
    else parts.emptyDirs.push(row);
  }
  parts.images.sort((a, b) => b.sizeBytes - a.sizeBytes);
  // What lies elsewhere fills no disk of the node.
  parts.consumers.sort((a, b) => Number(b.onNode) - Number(a.onNode) || b.usedBytes - a.usedBytes);
  return parts;
};
