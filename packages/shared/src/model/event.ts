import * as z from "zod/mini";
import { time } from "./time.ts";

/** An event of the API server that concerns a node or a pod. Its count is a lower bound: events are aggregated and dropped. */
export const event = z.object({
  uid: z.string(),
  namespace: z.string(),
  name: z.string(),
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  /** Empty where the event names none and its object is no node. */
  node: z.string(),
  component: z.string(),
  object: z.object({
    kind: z.string(),
    namespace: z.string(),
    name: z.string(),
    uid: z.string(),
    container: z.optional(z.string()),
  }),
  firstAt: z.nullable(time),
  lastAt: z.nullable(time),
  count: z.number(),
  /** Of the annotations only those of an eviction. */
  eviction: z.optional(
    z.object({
      offendingContainers: z.optional(z.string()),
      offendingContainersUsage: z.optional(z.string()),
      offendingPod: z.optional(z.string()),
      offendingPodUsage: z.optional(z.string()),
      starvedResource: z.optional(z.string()),
    }),
  ),
});
export type Event = z.infer<typeof event>;
