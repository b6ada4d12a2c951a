import type { Time } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

/** An event of the API server about a node or a pod of it, kept beyond the hour after which the API server drops it. */
export interface EventView extends Keyed {
  part: "event";
  /** When it was last said; null where it names no moment. */
  at: Time | null;
  firstAt: Time | null;
  /** A lower bound: events are put together and dropped. */
  count: number;
  type: string;
  reason: string;
  message: string;
  /** Who said it: `kubelet`, `default-scheduler`, … */
  component: string;
  object: { kind: string; namespace: string; name: string; uid: string; container: string | null };
}
