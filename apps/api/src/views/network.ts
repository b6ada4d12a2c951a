import type { Keyed } from "./feed.ts";

/** A network interface of a node or a pod. Null: not known. */
export interface InterfaceView {
  name: string;
  /** Bytes a second between the last two samples; null as well where it began anew in between. */
  rxPerSecond: number | null;
  txPerSecond: number | null;
  /** Since it was made, on a node most often since boot: decimal digits, for they can pass 2^53. */
  rxBytes: string | null;
  txBytes: string | null;
  rxErrors: string | null;
  txErrors: string | null;
}

/** The node's network: the one row of `node.network`. */
export interface NetworkView extends Keyed {
  part: "network";
  /** Null where no source tells of them. */
  interfaces: InterfaceView[] | null;
}

export interface PodNetwork {
  /** It has none of its own and uses the node's. */
  hostNetwork: boolean;
  /** Null where the kubelet's sample has none of it; of a pod on the node's network they are the node's, if any. */
  interfaces: InterfaceView[] | null;
}
