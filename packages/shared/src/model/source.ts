import * as z from "zod/mini";
import { time } from "./time.ts";

export const SOURCES = ["apiserver", "kubelet", "cri", "podresources", "file"] as const;
export type Source = (typeof SOURCES)[number];

/**
 * ok: answered at the last try. stale: answered before, and is overdue now. unreachable: no answer.
 * denied: answered that we may not. unsupported: this node or runtime has no such call.
 */
export const SOURCE_STATES = ["ok", "stale", "unreachable", "denied", "unsupported"] as const;
export type SourceStateName = (typeof SOURCE_STATES)[number];

/** How one call of one source fares. Its last answer's moment travels beside it, so that a quiet node costs few bytes. */
export const sourceState = z.object({
  kind: z.literal("source"),
  /** `<source> <call>` */
  id: z.string(),
  source: z.enum(SOURCES),
  /** As in a recording: `GET /pods`, `runtime.v1.RuntimeService/ListContainers`, `v1.PodResourcesLister/List`, a file's path. */
  call: z.string(),
  state: z.enum(SOURCE_STATES),
  since: time,
  /** What went wrong and what to do about it; empty when all is well. */
  message: z.string(),
  /** How often the call is made, in milliseconds: one that is overdue by three of these is stale. */
  interval: z.number(),
});
export type SourceState = z.infer<typeof sourceState>;
