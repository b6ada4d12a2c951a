import * as z from "zod/mini";
import { SOURCES } from "./source.ts";
import { time } from "./time.ts";

export const TRANSITION_KINDS = ["container", "sandbox", "pod"] as const;

/**
 * A change of state at the moment it happened. Two sources that saw the same change give it the same key:
 * subject (container or sandbox id; else pod UID with container name or condition type), restart, and the state
 * entered (waiting: its reason too), with the API's time where only the API reports it and it recurs.
 */
export const transition = z.object({
  key: z.string(),
  at: time,
  kind: z.enum(TRANSITION_KINDS),
  namespace: z.string(),
  pod: z.string(),
  uid: z.string(),
  container: z.optional(z.string()),
  containerId: z.optional(z.string()),
  sandboxId: z.optional(z.string()),
  restart: z.optional(z.number()),
  /** Null: first seen in the state it entered. */
  from: z.nullable(z.string()),
  to: z.string(),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  exitCode: z.optional(z.number()),
  signal: z.optional(z.number()),
  source: z.enum(SOURCES),
  /**
   * The source was found in this state; it was not seen to enter it. So the change can be older than the watch:
   * `timeline` leaves such a one out where it happened before the node was watched.
   */
  found: z.optional(z.boolean()),
});
export type Transition = z.infer<typeof transition>;
