import * as z from "zod/mini";

/** `/configz` as it came: the settings the kubelet runs with, defaults filled in. Absent where it may not be read. */
export const kubeletConfig = z.object({
  kind: z.literal("kubeletConfig"),
  id: z.literal("kubeletConfig"),
  config: z.record(z.string(), z.unknown()),
});
export type KubeletConfig = z.infer<typeof kubeletConfig>;

/** A latency histogram of the kubelet, reduced to what is shown. Seconds. */
const latency = z.object({
  count: z.number(),
  sum: z.number(),
  p50: z.nullable(z.number()),
  p99: z.nullable(z.number()),
});
export type Latency = z.infer<typeof latency>;

/** The families of the kubelet's `/metrics` that are shown. */
export const kubeletMetrics = z.object({
  kind: z.literal("kubeletMetrics"),
  id: z.literal("kubeletMetrics"),
  /** `kubelet_evictions` by signal, since the kubelet started. */
  evictions: z.record(z.string(), z.number()),
  /** `kubelet_preemptions` by signal. */
  preemptions: z.record(z.string(), z.number()),
  plegRelist: z.optional(latency),
  plegRelistInterval: z.optional(latency),
  /** `kubelet_runtime_operations_duration_seconds` by operation. */
  runtimeOperations: z.record(z.string(), latency),
  /** `kubelet_runtime_operations_errors_total` by operation. */
  runtimeErrors: z.record(z.string(), z.number()),
  /** Seconds since 1970; a new one means that the kubelet restarted. */
  startedAt: z.optional(z.number()),
  /** `kubelet_cgroup_version`: 1 or 2, since 1.31. */
  cgroupVersion: z.optional(z.number()),
});
export type KubeletMetrics = z.infer<typeof kubeletMetrics>;

/** `container_cpu_cfs_*` of `/metrics/cadvisor`, the only place that has them. */
export const throttling = z.object({
  kind: z.literal("throttling"),
  /** `<namespace>/<pod>/<container>` */
  id: z.string(),
  periods: z.number(),
  throttledPeriods: z.number(),
  throttledSeconds: z.number(),
});
export type Throttling = z.infer<typeof throttling>;

/** `prober_probe_total` of `/metrics/probes`: results of one container's probe since the kubelet started. */
export const probeResults = z.object({
  kind: z.literal("probeResults"),
  /** `<pod UID>/<container>/<Liveness|Readiness|Startup>` */
  id: z.string(),
  podUid: z.string(),
  container: z.string(),
  probe: z.string(),
  /** By result: `successful`, `failed`, `unknown`. */
  results: z.record(z.string(), z.number()),
});
export type ProbeResults = z.infer<typeof probeResults>;
