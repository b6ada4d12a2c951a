import type { EvictionOutlook, SignalView } from "@bayplan/api/views";
import type { EvictionParts } from "../eviction/evictionParts.ts";
import type { PlanResource } from "./podCells.ts";

/** A threshold across the hull. `level` is the amount in use at which it is met, in the hull's unit. */
export interface Line {
  signal: SignalView["signal"];
  kind: "hard" | "soft";
  level: number;
  quantity: number;
  text: string;
  met: boolean;
}

/** What a hull is measured against; null for CPU, of which nobody is evicted. */
export interface LoadLines {
  /** The signal nearest to its hard threshold among those of the hull's disk or memory. */
  signal: SignalView;
  /** The signal's hard threshold; null where it has none. */
  main: Line | null;
  /** Soft thresholds, and the hard ones of the disk's other signals. */
  others: Line[];
}

/** Signals in bytes of the hull: in a single file system images and the kubelet's files lie on one disk. */
const signalsOf = (resource: PlanResource, layout: EvictionOutlook["layout"]): SignalView["signal"][] => {
  if (resource === "cpu") return [];
  if (resource === "memory") return ["memory.available"];
  return layout === "single" ? ["nodefs.available", "imagefs.available"] : ["nodefs.available"];
};

const linesOf = ({ signal, capacity, thresholds }: SignalView): Line[] =>
  capacity === null
    ? []
    : thresholds.map(({ kind, quantity, text, met }) => ({
        signal,
        kind,
        quantity,
        text,
        met,
        level: capacity - quantity,
      }));

const share = ({ headroom, capacity }: SignalView): number =>
  headroom === null || !capacity ? Infinity : headroom / capacity;

/** Null where the resource has no signal, or the node tells none of it. */
export const loadLines = ({ outlook, signals }: EvictionParts, resource: PlanResource): LoadLines | null => {
  const wanted = signalsOf(resource, outlook?.layout ?? "single");
  const own = signals.filter(({ signal }) => wanted.includes(signal)).toSorted((a, b) => share(a) - share(b));
  const [signal] = own;
  if (!signal) return null;
  const all = own.flatMap(linesOf).toSorted((a, b) => a.level - b.level);
  const main = all.find((line) => line.signal === signal.signal && line.kind === "hard") ?? null;
  return { signal, main, others: all.filter((line) => line !== main) };
};
