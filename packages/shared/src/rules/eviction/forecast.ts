import type { FileSystemLayout } from "./fileSystems.ts";
import type { EvictionRow } from "./order.ts";
import type { SignalState, ThresholdState } from "./pressure.ts";
import type { Signal } from "./signal.ts";

/** What is free once this pod and all before it have gone. */
export interface EvictionForecastStep {
  uid: string;
  namespace: string;
  pod: string;
  /** What this one gives back; null: it has no sample. */
  gives: number | null;
  availableAfter: number;
  /** Enough for the threshold, with its minimum reclaim. */
  clears: boolean;
}

export interface EvictionForecast {
  /** What must be free for the threshold to be cleared. */
  target: number;
  available: number;
  /** What the kubelet clears away before any pod. */
  reclaimedFirst: number;
  /** That alone is enough, and leaves no other threshold short. */
  reclaimClears: boolean;
  steps: EvictionForecastStep[];
  /** How many pods must go; 0: none; null: all of them are not enough. */
  pods: number | null;
}

/**
 * Whether some threshold of any signal is short still once so many bytes have been reclaimed for one of them: if so the
 * kubelet goes on to evict a pod. After `pkg/kubelet/eviction/eviction_manager.go` (`reclaimNodeLevelResources`): hard and
 * soft ones alike, whatever is left of their grace, and with their minimum reclaim. Inodes that come free are not known.
 */
export function staysShort(
  signals: readonly SignalState[],
  { signal, reclaimed, layout }: { signal: Signal; reclaimed: number; layout: FileSystemLayout },
): boolean {
  const disk = diskOf(signal, layout);
  return signals.some((state) => {
    if (state.available === null) return false;
    const isGiven = state.signal.endsWith("fs.available") && diskOf(state.signal, layout) === disk;
    const available = state.available + (isGiven ? reclaimed : 0);
    return state.thresholds.some(({ quantity, minimumReclaim }) => available < quantity + minimumReclaim);
  });
}

/** The disk that a signal watches; null for one that watches none. */
function diskOf(signal: Signal, layout: FileSystemLayout): "node" | "images" | null {
  const [fileSystem] = signal.split(".");
  if (fileSystem === "nodefs") return "node";
  if (fileSystem === "imagefs") return layout === "single" ? "node" : "images";
  if (fileSystem === "containerfs") return layout === "dedicated" ? "images" : "node";
  return null;
}

/**
 * What evicting the first pods of an order gives back, one after another, and how many it takes. A forecast by one sample:
 * the kubelet samples anew before each. Where another threshold stays short after the reclaim, at least one pod goes. Null
 * where the signal has no such threshold or is not observed.
 */
export function evictionForecast(
  state: SignalState,
  order: readonly EvictionRow[],
  {
    kind = "hard",
    reclaimed = 0,
    othersStayShort = false,
  }: { kind?: ThresholdState["kind"]; reclaimed?: number; othersStayShort?: boolean } = {},
): EvictionForecast | null {
  const threshold = state.thresholds.find((candidate) => candidate.kind === kind);
  if (threshold === undefined || state.available === null) return null;
  const target = threshold.quantity + (threshold.met ? threshold.minimumReclaim : 0);
  let availableAfter = state.available + reclaimed;
  const reclaimClears = availableAfter >= target && !(threshold.met && othersStayShort);
  const steps = order
    .filter((row) => row.evictable)
    .map(({ uid, namespace, pod, gives }): EvictionForecastStep => {
      availableAfter += gives ?? 0;
      return { uid, namespace, pod, gives, availableAfter, clears: availableAfter >= target };
    });
  const clearing = steps.findIndex((step) => step.clears);
  return {
    target,
    available: state.available,
    reclaimedFirst: reclaimed,
    reclaimClears,
    steps,
    pods: reclaimClears ? 0 : clearing < 0 ? null : clearing + 1,
  };
}
