import { wholeOf } from "./allocated.ts";
import type { Amounts } from "../resources/list.ts";
import { NANO, parseQuantity } from "../quantity.ts";

const PREFIX = "hugepages-";
const UNITS = ["", "Ki", "Mi", "Gi", "Ti"];

/** Bytes that may be used by page size (`2Mi`), out of a list of resources. After `HugePageLimits`. */
export function hugepagesOf(amounts: Amounts): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (const name in amounts) {
    if (!name.startsWith(PREFIX)) continue;
    const size = sizeName(parseQuantity(name.slice(PREFIX.length)) / NANO);
    sizes[size] = (sizes[size] ?? 0) + wholeOf(amounts[name]);
  }
  return Object.fromEntries(Object.entries(sizes).filter(([, bytes]) => bytes > 0));
}

/** The kernel's `2MB` of the CRI as Kubernetes writes it. */
export const pageSizeOf = (text: string): string => text.replace(/^(\d+)([KMGT])B$/, "$1$2i");

function sizeName(bytes: bigint): string {
  let unit = 0;
  let size = bytes;
  while (size >= 1024n && size % 1024n === 0n && unit < UNITS.length - 1) {
    size /= 1024n;
    unit += 1;
  }
  return `${size}${UNITS[unit]}`;
}
