import type { FitView } from "@bayplan/api/views";
import { formatQuantityInWords, unitOf } from "../../format/quantity.ts";

/** `3 CPU`, `1.5 GiB`, `2 nvidia.com/gpu`. */
export const leftWords = (resource: string, amount: number): string =>
  unitOf(resource) === "pieces" ? `${amount} ${resource}` : formatQuantityInWords(resource, amount);

/** `: 1000 CPU asked, 31 CPU allocatable`, or what is free of it; nothing where that is said already. */
export const shortWords = ({ kind, resource, requested, free, allocatable }: FitView["misfits"][number]): string => {
  if (kind !== "resource" || resource === null || requested === null) return "";
  const asked = `: ${leftWords(resource, requested)} asked`;
  if (allocatable !== null) return `${asked}, ${leftWords(resource, allocatable)} allocatable`;
  return free ? `${asked}, ${leftWords(resource, free)} free` : "";
};

/** A pod that uses what it asks for would bring the node to evict, or near it: requests let it in all the same. */
export const crossesLine = ({ fits, room, memoryHeadroom }: FitView): boolean => {
  const memory = room.find(({ resource }) => resource === "memory");
  return fits === true && memory !== undefined && memoryHeadroom !== null && memory.requested > memoryHeadroom;
};
