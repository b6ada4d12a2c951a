/** No kernel is built for more; without a bound a short text could fill the memory. */
const MAX_CPU = 65_535;

/** `0-3,5` as numbers, ascending. What is no number is left out. Source: `k8s.io/utils/cpuset`. */
export function parseCpuList(text: string): number[] {
  const ids = text.split(",").flatMap((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    if (first === undefined || Number(last) > MAX_CPU) return [];
    return Array.from({ length: Math.max(0, Number(last) - Number(first) + 1) }, (_, index) => Number(first) + index);
  });
  return [...new Set(ids)].sort((a, b) => a - b);
}

/**
 * As `parseCpuList`, of a text that must be a list and nothing else: null where it is none. An empty one is a list of no
 * CPU. Source: the kernel's `lib/bitmap.c` (bitmap_print_to_pagebuf).
 */
export function readCpuList(text: string): number[] | null {
  const parts = text.trim() === "" ? [] : text.trim().split(",");
  const isList = parts.every((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    return first !== undefined && Number(first) <= Number(last) && Number(last) <= MAX_CPU;
  });
  return isList ? parseCpuList(text) : null;
}

/** `0-3,5` of 0, 1, 2, 3, 5. */
export function formatCpuList(ids: Iterable<number>): string {
  const ranges: [number, number][] = [];
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === id - 1) last[1] = id;
    else ranges.push([id, id]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");
}
