import * as z from "zod/mini";
import { condition, resourceList } from "./pod.ts";
import { time } from "./time.ts";

/** A node as the API server tells it, reduced to what is shown. */
export const node = z.object({
  name: z.string(),
  uid: z.string(),
  labels: z.record(z.string(), z.string()),
  createdAt: z.optional(time),
  unschedulable: z.boolean(),
  taints: z.array(
    z.object({ key: z.string(), value: z.optional(z.string()), effect: z.string(), timeAdded: z.optional(time) }),
  ),
  capacity: resourceList,
  allocatable: resourceList,
  conditions: z.array(condition),
  addresses: z.array(z.object({ type: z.string(), address: z.string() })),
  kubeletPort: z.optional(z.number()),
  info: z.object({
    kubeletVersion: z.string(),
    containerRuntimeVersion: z.string(),
    kernelVersion: z.string(),
    osImage: z.string(),
    operatingSystem: z.string(),
    architecture: z.string(),
    bootID: z.string(),
  }),
  runtimeHandlers: z.array(
    z.object({ name: z.string(), recursiveReadOnlyMounts: z.boolean(), userNamespaces: z.boolean() }),
  ),
  /** Names of the volumes attached to it, `kubernetes.io/csi/<driver>^<handle>`; absent: none. */
  volumesAttached: z.optional(z.array(z.string())),
  /** Names of the attachable volumes that the kubelet is to mount or has not unmounted yet; absent: none. */
  volumesInUse: z.optional(z.array(z.string())),
});
export type Node = z.infer<typeof node>;
