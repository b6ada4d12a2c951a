import type { EvictionKind, Time } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

/** An eviction by the kubelet, from its event, from the pod's status, or from both. */
export interface EvictionView extends Keyed {
  at: Time;
  node: string;
  namespace: string;
  pod: string;
  uid: string;
  kind: EvictionKind;
  /** The signal whose threshold was met; null for a local-storage limit. */
  signal: string | null;
  message: string;
  /** Which sources told of it. */
  seenIn: ("event" | "status")[];
}
