import type { EvictionCounters } from "./createKubelet.ts";
import type { KubeletCore } from "./core.ts";
import { running } from "./podStatus.ts";
import type { ContainerSlot, PodEntry } from "./state.ts";
import { amount } from "../quantity.ts";
import { hash } from "../random.ts";
import { SECOND } from "../time/clock.ts";

/** The body of `/metrics`: the families that tell of evictions, of the relist and of the runtime's calls. */
export function kubeletMetrics(core: KubeletCore, { evictions, preemptions }: EvictionCounters): string {
  const now = core.agenda.now();
  const up = (now - core.profile.bootedAt) / SECOND;
  const operations: [string, number, number][] = [
    ["list_containers", up * 2, 0.004],
    ["list_podsandbox", up * 1.1, 0.003],
    ["container_status", up * 0.8, 0.002],
    ["create_container", up * 0.01, 0.09],
    ["start_container", up * 0.01, 0.11],
    ["run_podsandbox", up * 0.006, 0.34],
    ["pull_image", up * 0.0008, 4.2],
    ["version", up * 0.2, 0.0008],
  ];
  return [
    "# HELP kubelet_evictions [ALPHA] Cumulative number of pod evictions by eviction signal",
    "# TYPE kubelet_evictions counter",
    ...[...evictions].map(([signal, count]) => `kubelet_evictions{eviction_signal="${signal}"} ${count}`),
    "# HELP kubelet_preemptions [ALPHA] Cumulative number of pod preemptions by preemption resource",
    "# TYPE kubelet_preemptions counter",
    ...[...preemptions].map(([resource, count]) => `kubelet_preemptions{preemption_signal="${resource}"} ${count}`),
    "# HELP kubelet_pleg_relist_duration_seconds [ALPHA] Duration in seconds for relisting pods in PLEG.",
    "# TYPE kubelet_pleg_relist_duration_seconds histogram",
    ...histogram("kubelet_pleg_relist_duration_seconds", "", up, 0.008),
    "# HELP kubelet_pleg_relist_interval_seconds [ALPHA] Interval in seconds between relisting in PLEG.",
    "# TYPE kubelet_pleg_relist_interval_seconds histogram",
    ...histogram("kubelet_pleg_relist_interval_seconds", "", up, 1.004),
    "# HELP kubelet_runtime_operations_duration_seconds [ALPHA] Duration in seconds of runtime operations. Broken down by operation type.",
    "# TYPE kubelet_runtime_operations_duration_seconds histogram",
    ...operations.flatMap(([name, count, mean]) =>
      histogram("kubelet_runtime_operations_duration_seconds", `operation_type="${name}"`, count, mean),
    ),
    "# HELP kubelet_runtime_operations_errors_total [ALPHA] Cumulative number of runtime operation errors by operation type.",
    "# TYPE kubelet_runtime_operations_errors_total counter",
    `kubelet_runtime_operations_errors_total{operation_type="pull_image"} ${Math.floor(up / 150_000)}`,
    "# HELP kubelet_running_pods [ALPHA] Number of pods that have a running pod sandbox",
    "# TYPE kubelet_running_pods gauge",
    `kubelet_running_pods ${core.runtime.sandboxes().filter(({ ready }) => ready).length}`,
    ...(core.profile.operatingSystem === "linux"
      ? [
          "# HELP kubelet_cgroup_version [ALPHA] cgroup version on the hosts.",
          "# TYPE kubelet_cgroup_version gauge",
          "kubelet_cgroup_version 2",
        ]
      : []),
    ...startTime(core),
    "",
  ].join("\n");
}

const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** As if each took the mean, spread a little; counts only grow. */
function histogram(name: string, labels: string, observed: number, mean: number): string[] {
  const count = Math.floor(observed);
  const prefix = labels ? `${labels},` : "";
  const share = (bound: number) => 1 - Math.exp(-((bound / mean) ** 2.2) * 0.6);
  return [
    ...BUCKETS.map((bound) => `${name}_bucket{${prefix}le="${bound}"} ${Math.floor(count * share(bound))}`),
    `${name}_bucket{${prefix}le="+Inf"} ${count}`,
    `${name}_sum${labels && `{${labels}}`} ${(count * mean).toFixed(6)}`,
    `${name}_count${labels && `{${labels}}`} ${count}`,
  ];
}

/** How long after the machine its kubelet starts. */
export const KUBELET_START = 41 * SECOND;

const startTime = ({ profile }: KubeletCore): string[] => [
  "# HELP process_start_time_seconds [ALPHA] Start time of the process since unix epoch in seconds.",
  "# TYPE process_start_time_seconds gauge",
  `process_start_time_seconds ${(profile.bootedAt + KUBELET_START) / SECOND}`,
];

/** The body of `/metrics/cadvisor`: throttling of the containers that have a CPU limit. */
export function cadvisorMetrics(core: KubeletCore): string {
  const lines: { periods: string[]; throttled: string[]; seconds: string[] } = {
    periods: [],
    throttled: [],
    seconds: [],
  };
  for (const [entry, slot] of runningContainers(core)) {
    const limit = amount(slot.actual.limits?.["cpu"]);
    const startedAt = slot.current?.startedAt;
    // With CPUs of its own it has no quota (`DisableCPUQuotaWithExclusiveCPUs`, since 1.33).
    if (limit === 0 || slot.cpus.length > 0 || startedAt === null || startedAt === undefined) continue;
    const { namespace, name } = entry.object.metadata;
    const labels = `container="${slot.spec.name}",id="/kubepods.slice",image="${slot.spec.image}",name="${slot.current?.id ?? ""}",namespace="${namespace}",pod="${name}"`;
    const at = core.agenda.now();
    const periods = Math.floor((at - startedAt) / 100);
    const share = Math.max(0.001, Math.min(0.6, slot.behaviour.cpu / limit - 0.55));
    const throttled = Math.floor(periods * share);
    lines.periods.push(`container_cpu_cfs_periods_total{${labels}} ${periods} ${at}`);
    lines.throttled.push(`container_cpu_cfs_throttled_periods_total{${labels}} ${throttled} ${at}`);
    lines.seconds.push(`container_cpu_cfs_throttled_seconds_total{${labels}} ${(throttled * 0.031).toFixed(3)} ${at}`);
  }
  return [
    "# HELP container_cpu_cfs_periods_total Number of elapsed enforcement period intervals.",
    "# TYPE container_cpu_cfs_periods_total counter",
    ...lines.periods,
    "# HELP container_cpu_cfs_throttled_periods_total Number of throttled period intervals.",
    "# TYPE container_cpu_cfs_throttled_periods_total counter",
    ...lines.throttled,
    "# HELP container_cpu_cfs_throttled_seconds_total Total time duration the container has been throttled.",
    "# TYPE container_cpu_cfs_throttled_seconds_total counter",
    ...lines.seconds,
    "",
  ].join("\n");
}

/** The body of `/metrics/probes`: failures as they were acted out, successes as many as there was time for. */
export function probeMetrics(core: KubeletCore): string {
  const lines: string[] = [];
  for (const [entry, slot] of runningContainers(core)) {
    const { namespace, name, uid } = entry.object.metadata;
    const { livenessProbe, readinessProbe, startupProbe } = slot.spec;
    const line = (type: string, result: string, count: number) => {
      if (count > 0)
        lines.push(
          `prober_probe_total{container="${slot.spec.name}",namespace="${namespace}",pod="${name}",pod_uid="${uid}",probe_type="${type}",result="${result}"} ${count}`,
        );
    };
    const alive = (core.agenda.now() - (slot.current?.startedAt ?? core.agenda.now())) / SECOND;
    const passed = (period: number, until = alive) => Math.max(0, Math.floor(until / period));
    if (startupProbe) line("Startup", "successful", slot.started ? 1 : 0);
    if (livenessProbe) {
      const well = slot.behaviour.sick === undefined ? alive : Math.min(alive, slot.behaviour.sick / SECOND);
      line("Liveness", "successful", passed(livenessProbe.periodSeconds, well));
      line("Liveness", "failed", slot.probeFailures.liveness);
    }
    if (readinessProbe) {
      const never = slot.behaviour.ready === "never";
      line("Readiness", "successful", never ? 0 : passed(readinessProbe.periodSeconds));
      line("Readiness", "failed", never ? slot.probeFailures.readiness : hash(uid) % 3);
    }
  }
  return [
    "# HELP prober_probe_total [BETA] Cumulative number of a liveness, readiness or startup probe for a container by result.",
    "# TYPE prober_probe_total counter",
    ...lines,
    ...startTime(core),
    "",
  ].join("\n");
}

function* runningContainers(core: KubeletCore): Generator<[PodEntry, ContainerSlot]> {
  for (const entry of core.pods.values()) for (const slot of entry.slots) if (running(slot)) yield [entry, slot];
}
