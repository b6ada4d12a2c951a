import * as z from "zod/mini";
import { time } from "./time.ts";

/** A count that only grows and can pass 2^53: decimal digits. */
export const counter = z.string().check(z.regex(/^\d+$/));
export type Counter = z.infer<typeof counter>;

/** Pressure stall information: the share of time, in percent, that some or all tasks waited. */
const pressureAverages = z.object({ avg10: z.number(), avg60: z.number(), avg300: z.number(), total: counter });
export const pressureStall = z.object({ some: pressureAverages, full: pressureAverages });
export type PressureStall = z.infer<typeof pressureStall>;

export const cpuStats = z.object({
  /** Billionths of a core. */
  usageNanoCores: z.optional(z.number()),
  /** Since the start. */
  usageCoreNanoSeconds: z.optional(counter),
  psi: z.optional(pressureStall),
});

export const memoryStats = z.object({
  /** Absent where there is no limit. */
  availableBytes: z.optional(z.number()),
  usageBytes: z.optional(z.number()),
  workingSetBytes: z.optional(z.number()),
  rssBytes: z.optional(z.number()),
  pageFaults: z.optional(counter),
  majorPageFaults: z.optional(counter),
  psi: z.optional(pressureStall),
});

export const ioStats = z.object({ psi: z.optional(pressureStall) });

export const swapStats = z.object({ availableBytes: z.optional(z.number()), usageBytes: z.optional(z.number()) });

export const fileSystemStats = z.object({
  availableBytes: z.optional(z.number()),
  capacityBytes: z.optional(z.number()),
  usedBytes: z.optional(z.number()),
  inodesFree: z.optional(z.number()),
  inodes: z.optional(z.number()),
  inodesUsed: z.optional(z.number()),
});
export type FileSystemStats = z.infer<typeof fileSystemStats>;

export const networkInterface = z.object({
  name: z.string(),
  rxBytes: z.optional(counter),
  rxErrors: z.optional(counter),
  txBytes: z.optional(counter),
  txErrors: z.optional(counter),
  /** Bytes a second between the last two samples; absent where that is not known. */
  rxRate: z.optional(z.number()),
  txRate: z.optional(z.number()),
});
export type NetworkInterface = z.infer<typeof networkInterface>;

const usage = {
  startTime: z.optional(time),
  cpu: z.optional(cpuStats),
  memory: z.optional(memoryStats),
  io: z.optional(ioStats),
  swap: z.optional(swapStats),
};

/** The kubelet's `/stats/summary` of the node. Every field may be absent. */
export const nodeStats = z.object({
  kind: z.literal("nodeStats"),
  id: z.literal("node"),
  /** When the kubelet took this sample: its own ranking uses one up to 10 s old. */
  at: z.optional(time),
  ...usage,
  networkInterfaces: z.optional(z.array(networkInterface)),
  /** The file system under the kubelet's root: nodefs. */
  fs: z.optional(fileSystemStats),
  imageFs: z.optional(fileSystemStats),
  containerFs: z.optional(fileSystemStats),
  rlimit: z.optional(z.object({ maxpid: z.optional(z.number()), curproc: z.optional(z.number()) })),
  /** `pods` is the cgroup of all pods; `kubelet`, `runtime` and `misc` are the daemons. */
  systemContainers: z.optional(z.array(z.object({ name: z.string(), ...usage }))),
});
export type NodeStats = z.infer<typeof nodeStats>;

export const podContainerStats = z.object({
  name: z.string(),
  ...usage,
  /** The writable layer. */
  rootfs: z.optional(fileSystemStats),
  logs: z.optional(fileSystemStats),
});
export type PodContainerStats = z.infer<typeof podContainerStats>;

export const volumeStats = z.object({
  name: z.string(),
  pvc: z.optional(z.object({ namespace: z.string(), name: z.string() })),
  ...fileSystemStats.shape,
});
export type VolumeStats = z.infer<typeof volumeStats>;

/** The kubelet's `/stats/summary` of one pod. A pod can be listed without any figure in it. */
export const podStats = z.object({
  kind: z.literal("podStats"),
  /** The pod's UID; that of a static pod is the kubelet's own, not its mirror's. */
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  ...usage,
  containers: z.array(podContainerStats),
  networkInterfaces: z.optional(z.array(networkInterface)),
  volumes: z.optional(z.array(volumeStats)),
  ephemeralStorage: z.optional(fileSystemStats),
  processes: z.optional(z.number()),
});
export type PodStats = z.infer<typeof podStats>;
