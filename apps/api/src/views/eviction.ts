import type {
  EvictionKind,
  EvictionRow,
  Offender,
  PredictionCheck,
  Shortage,
  StorageLimit,
  Time,
} from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

/** Where a pod stood in the order that was held a moment before an eviction. */
export interface HeldPlace extends EvictionRow {
  /** From 1, among all pods of the order. */
  place: number;
}

/**
 * A pod that had to go, or was not let in (`kind` is `refused`), from its event, from the pod's status, or from both.
 * Amounts are in the unit of the signal: bytes, inodes or process ids; of a refusal in cores, bytes or pieces.
 */
export interface EvictionView extends Keyed {
  at: Time;
  node: string;
  namespace: string;
  pod: string;
  uid: string;
  /** Kinds by the kubelet alone: threshold, local-storage, kubelet-preemption, node-shutdown. */
  kind: EvictionKind;
  /** The event's or status's own: `Evicted`, `Preempting`, `OutOfcpu`, … */
  reason: string;
  /** The signal whose threshold was met; null for a local-storage limit, and where it cannot be told. */
  signal: string | null;
  /** What was short: `memory`, `ephemeral-storage`, `inodes`, `pids`, or the resource a refused pod asked for. */
  resource: string | null;
  unit: "bytes" | "inodes" | "pids" | null;
  threshold: number | null;
  /** What the kubelet saw when it decided; of a refusal, what there was left. */
  available: number | null;
  /** By the pod, at the last sample before. */
  used: number | null;
  asked: number | null;
  /** In the kubelet's words. */
  message: string;
  /** In a person's words. */
  why: string;
  /** The containers that the message blames. */
  offenders: Offender[];
  /** The pod's own limit that was passed. */
  limit: StorageLimit | null;
  /** What a refused pod wanted and what there was. */
  shortage: Shortage | null;
  /** The pressure conditions for which a pod was refused. */
  conditions: string[];
  /** Whether the order that was held before had it first; `correct` is null where there was none. */
  check: PredictionCheck;
  /** When the sample was taken that the held order was made from; null without one. */
  heldAt: Time | null;
  /** The first places of the held order, and the evicted pod's own where it is further down. */
  others: HeldPlace[];
  /** Which sources told of it. */
  seenIn: ("event" | "status")[];
}
