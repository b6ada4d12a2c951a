import * as z from "zod/mini";

/** A device that the kubelet gives out or gave out, by any vendor's plugin. */
export const device = z.object({
  kind: z.literal("device"),
  /** `<resource>/<device id>` */
  id: z.string(),
  resource: z.string(),
  deviceId: z.string(),
  numaNodes: z.array(z.number()),
  /**
   * In the list of allocatable devices: healthy, held or free. One that left it was unplugged or is unhealthy. Null: that
   * list cannot be read, and only what is held is known.
   */
  allocatable: z.nullable(z.boolean()),
});
export type Device = z.infer<typeof device>;

const memoryBlock = z.object({ type: z.string(), sizeBytes: z.number(), numaNodes: z.array(z.number()) });

/** What one container holds exclusively. The kubelet gives no UID here: a recreated pod of the same name looks the same. */
export const allocation = z.object({
  kind: z.literal("allocation"),
  /** `<namespace>/<pod>/<container>` */
  id: z.string(),
  namespace: z.string(),
  pod: z.string(),
  container: z.string(),
  devices: z.array(z.object({ resource: z.string(), deviceId: z.string() })),
  /** Pinned by the static CPU manager. */
  cpuIds: z.array(z.number()),
  memory: z.array(memoryBlock),
  claims: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      resources: z.array(
        z.object({ driver: z.string(), pool: z.string(), device: z.string(), cdiDevices: z.array(z.string()) }),
      ),
    }),
  ),
});
export type Allocation = z.infer<typeof allocation>;

/** A NUMA node of the machine and the CPUs that lie on it. */
export const numaNode = z.object({
  kind: z.literal("numaNode"),
  /** Its number. */
  id: z.string(),
  /** Those that are online; empty for a node that has memory alone. */
  cpuIds: z.array(z.number()),
});
export type NumaNode = z.infer<typeof numaNode>;

/** What could be held exclusively, devices apart. */
export const allocatable = z.object({
  kind: z.literal("allocatable"),
  id: z.literal("allocatable"),
  cpuIds: z.array(z.number()),
  memory: z.array(memoryBlock),
});
export type Allocatable = z.infer<typeof allocatable>;
