import type {
  EvictionForecast,
  EvictionRow,
  EvictionTrend,
  LocalStorageLimit,
  PressureCondition,
  Signal,
  SignalSample,
  SignalState,
  Time,
} from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

/** What the kubelet clears away for a signal before it evicts any pod. Bytes are an estimate, and the most it can be. */
export interface ReclaimView {
  deadContainers: { count: number; bytes: number };
  unusedImages: { count: number; bytes: number };
  bytes: number;
}

/** One signal: how it stands (`headroom` and `met` are the hard threshold's), where it is going, what evicting would give. */
export interface SignalView extends SignalState, Keyed {
  part: "signal";
  /** The node's condition that says it is met. */
  condition: PressureCondition;
  /** By the samples of the last minutes; null without a hard threshold. */
  trend: EvictionTrend | null;
  /**
   * What evicting the first pods of the order gives back: each step up to the one that clears the hard threshold, and
   * ten at least where there are so many; `pods` of how many it takes. Null without a hard threshold.
   */
  forecast: EvictionForecast | null;
  /** The same for the soft threshold. */
  softForecast: EvictionForecast | null;
  /** Null: nothing is cleared away before pods, as for memory. */
  reclaim: ReclaimView | null;
  /** The last 15 minutes, oldest first, for a small curve. */
  samples: SignalSample[];
  /** Evictions for it since the kubelet started, by the kubelet's own count; null where it does not tell. */
  evictions: number | null;
}

/** What holds for all signals of a node. */
export interface EvictionOutlook extends Keyed {
  part: "outlook";
  node: string;
  /** When the kubelet took the sample; null without one. */
  at: Time | null;
  /** False: the kubelet's configuration may not be read, so no threshold is known. */
  thresholdsKnown: boolean;
  /** Why not, and what to do about it; null where they are known. */
  thresholdsUnknown: string | null;
  /** What in the configuration could not be understood. */
  errors: string[];
  /** One disk for all, one for images and layers, or one for images alone. */
  layout: "single" | "dedicated" | "split";
  /** Pods have limits of their own for local storage: who passes one is evicted however much the node has left. */
  limits: LocalStorageLimit[];
}

/** The order of one signal or of several that weigh the same. */
export interface EvictionOrderView extends Keyed {
  part: "order";
  signals: Signal[];
  /** First evicted first. */
  rows: EvictionRow[];
}

/** One row of a node's eviction feed (`node.eviction`), told by `part`. */
export type EvictionPart = EvictionOutlook | SignalView | EvictionOrderView;

/** Who would be evicted next from one node, by signal, and how close that is: `/api/v1/nodes/{name}/eviction`. */
export interface NodeEvictionView extends Omit<EvictionOutlook, keyof Keyed | "part"> {
  signals: Omit<SignalView, keyof Keyed | "part">[];
  /** First evicted first, one order for each signal that the kubelet watches. */
  order: Partial<Record<Signal, EvictionRow[]>>;
}
