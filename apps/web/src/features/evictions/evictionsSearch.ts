import type { EvictionView } from "@bayplan/api/views";

export interface EvictionsSearch {
  /** Words that must be in the node, namespace, pod, signal or message. */
  q?: string;
  node?: string;
}

export const readEvictionsSearch = (given: Record<string, unknown>): EvictionsSearch => ({
  ...(typeof given.q === "string" && given.q !== "" && { q: given.q }),
  ...(typeof given.node === "string" && given.node !== "" && { node: given.node }),
});

export const matchesEviction = (eviction: EvictionView, { q, node }: EvictionsSearch): boolean => {
  if (node !== undefined && eviction.node !== node) return false;
  if (q === undefined) return true;
  const text = [eviction.node, eviction.namespace, eviction.pod, eviction.signal ?? "", eviction.message]
    .join("\n")
    .toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
