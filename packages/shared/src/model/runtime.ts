import * as z from "zod/mini";
import { condition } from "./pod.ts";
import { time } from "./time.ts";

/** The pod that a sandbox or container says it belongs to, by the kubelet's labels. */
const podReference = { namespace: z.string(), pod: z.string(), podUid: z.string() };

export const SANDBOX_STATES = ["Ready", "NotReady"] as const;

export const sandbox = z.object({
  kind: z.literal("sandbox"),
  id: z.string(),
  ...podReference,
  attempt: z.number(),
  state: z.enum(SANDBOX_STATES),
  createdAt: z.nullable(time),
  runtimeHandler: z.string(),
  ip: z.optional(z.string()),
  /** `POD`, `NODE`, … for network, pid, ipc and user namespace; from PodSandboxStatus. */
  namespaces: z.optional(
    z.object({ network: z.string(), pid: z.string(), ipc: z.string(), user: z.optional(z.string()) }),
  ),
});
export type Sandbox = z.infer<typeof sandbox>;

export const RUNTIME_CONTAINER_STATES = ["Created", "Running", "Exited", "Unknown"] as const;
export type RuntimeContainerState = (typeof RUNTIME_CONTAINER_STATES)[number];

/** A container as the runtime tells it. */
export const container = z.object({
  kind: z.literal("container"),
  id: z.string(),
  ...podReference,
  name: z.string(),
  sandboxId: z.string(),
  /** The kubelet's restart count when it made this container. */
  attempt: z.number(),
  state: z.enum(RUNTIME_CONTAINER_STATES),
  image: z.string(),
  imageRef: z.string(),
  createdAt: z.nullable(time),
  startedAt: z.optional(time),
  finishedAt: z.optional(time),
  exitCode: z.optional(z.number()),
  /** The runtime's word: `Completed`, `Error`, `OOMKilled`, `StartError`, … */
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  logPath: z.optional(z.string()),
  stopSignal: z.optional(z.string()),
  /** What the runtime applied. Integers; memory in bytes, quota and period in microseconds. */
  resources: z.optional(
    z.object({
      cpuPeriod: z.number(),
      cpuQuota: z.number(),
      cpuShares: z.number(),
      memoryLimit: z.number(),
      oomScoreAdj: z.number(),
      cpusetCpus: z.string(),
      cpusetMems: z.string(),
      /** Of each page size that it may use at all, such as `2MB`. Bytes. */
      hugepages: z.optional(z.array(z.object({ pageSize: z.string(), limit: z.number() }))),
      /** Files of cgroup v2 that were written as such: `memory.high`, `memory.swap.max`, … */
      unified: z.optional(z.record(z.string(), z.string())),
    }),
  ),
});
export type RuntimeContainer = z.infer<typeof container>;

export const runtimeInfo = z.object({
  kind: z.literal("runtime"),
  id: z.literal("runtime"),
  name: z.string(),
  version: z.string(),
  apiVersion: z.string(),
  /** RuntimeReady, NetworkReady and whatever else the runtime says of itself. */
  conditions: z.array(condition),
  handlers: z.array(z.object({ name: z.string(), recursiveReadOnlyMounts: z.boolean(), userNamespaces: z.boolean() })),
  /** `systemd` or `cgroupfs`; absent where the runtime cannot be asked. */
  cgroupDriver: z.optional(z.string()),
  endpoint: z.string(),
});
export type RuntimeInfo = z.infer<typeof runtimeInfo>;

export const image = z.object({
  kind: z.literal("image"),
  id: z.string(),
  tags: z.array(z.string()),
  digests: z.array(z.string()),
  sizeBytes: z.number(),
  pinned: z.boolean(),
});
export type Image = z.infer<typeof image>;

/** A file system that the runtime keeps images or writable layers on. */
export const imageFileSystem = z.object({
  kind: z.literal("imageFileSystem"),
  /** `<images|containers> <mountpoint>` */
  id: z.string(),
  role: z.enum(["images", "containers"]),
  mountpoint: z.string(),
  usedBytes: z.optional(z.number()),
  inodesUsed: z.optional(z.number()),
});
export type ImageFileSystem = z.infer<typeof imageFileSystem>;

/** What the runtime measured of one container: the writable layer is known here even where the kubelet says nothing. */
export const containerStats = z.object({
  kind: z.literal("containerStats"),
  /** The container's id. */
  id: z.string(),
  workingSetBytes: z.optional(z.number()),
  writableLayerBytes: z.optional(z.number()),
  writableLayerInodes: z.optional(z.number()),
});
export type ContainerStats = z.infer<typeof containerStats>;

/** What the runtime measured of one sandbox. */
export const sandboxStats = z.object({
  kind: z.literal("sandboxStats"),
  /** The sandbox's id. */
  id: z.string(),
  workingSetBytes: z.optional(z.number()),
  processes: z.optional(z.number()),
});
export type SandboxStats = z.infer<typeof sandboxStats>;
