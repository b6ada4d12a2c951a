import type { EvictionRow, Signal, SignalState, Time } from "@bayplan/shared";

/** Who would be evicted next from one node, by signal, and how close that is. */
export interface NodeEvictionView {
  node: string;
  /** When the kubelet took the sample; null without one. */
  at: Time | null;
  /** False: the kubelet's configuration may not be read, so no threshold is known. */
  thresholdsKnown: boolean;
  /** What in the configuration could not be understood. */
  errors: string[];
  signals: SignalState[];
  /** First evicted first, one order for each signal that the kubelet watches. */
  order: Partial<Record<Signal, EvictionRow[]>>;
}
