import type { KubeletMetrics, Latency } from "@bayplan/shared";
import { given } from "@bayplan/shared/kubernetes";
import { scanMetrics, type Sample } from "./exposition.ts";
import { createHistogram, type Histogram } from "./latency.ts";

const EVICTIONS = "kubelet_evictions";
const PREEMPTIONS = "kubelet_preemptions";
const RUNTIME_ERRORS = "kubelet_runtime_operations_errors_total";
const STARTED = "process_start_time_seconds";
const CGROUP_VERSION = "kubelet_cgroup_version";
const PLEG_RELIST = "kubelet_pleg_relist_duration_seconds";
const PLEG_INTERVAL = "kubelet_pleg_relist_interval_seconds";
const RUNTIME = "kubelet_runtime_operations_duration_seconds";
const PARTS = ["bucket", "count", "sum"] as const;

const NAMES = [
  EVICTIONS,
  PREEMPTIONS,
  RUNTIME_ERRORS,
  STARTED,
  CGROUP_VERSION,
  ...[PLEG_RELIST, PLEG_INTERVAL, RUNTIME].flatMap((name) => PARTS.map((part) => `${name}_${part}`)),
];

/** Of the kubelet's `/metrics` what is shown: evictions, PLEG, the runtime's latencies, the cgroup version. */
export async function readKubeletMetrics(chunks: AsyncIterable<Buffer>): Promise<KubeletMetrics> {
  const counts: Record<string, Record<string, number>> = { [EVICTIONS]: {}, [PREEMPTIONS]: {}, [RUNTIME_ERRORS]: {} };
  const histograms = new Map<string, Histogram>();
  const operations = new Map<string, Histogram>();
  let startedAt: number | undefined;
  let cgroupVersion: number | undefined;

  const take = (sample: Sample): void => {
    const { name, labels, value } = sample;
    if (name === STARTED) startedAt = value;
    if (name === CGROUP_VERSION) cgroupVersion = value;
    const counted = counts[name];
    if (counted)
      counted[labels["eviction_signal"] ?? labels["preemption_signal"] ?? labels["operation_type"] ?? ""] = value;
    const part = PARTS.find((suffix) => name.endsWith(`_${suffix}`));
    if (!part) return;
    const family = name.slice(0, -part.length - 1);
    const known = family === RUNTIME ? operations : histograms;
    const key = family === RUNTIME ? (labels["operation_type"] ?? "") : family;
    const histogram = known.get(key) ?? createHistogram();
    known.set(key, histogram);
    histogram.add(part, sample);
  };
  await scanMetrics(chunks, NAMES, take);

  const runtimeOperations: Record<string, Latency> = {};
  for (const [operation, histogram] of operations) runtimeOperations[operation] = histogram.latency();
  return given({
    kind: "kubeletMetrics" as const,
    id: "kubeletMetrics" as const,
    evictions: counts[EVICTIONS] ?? {},
    preemptions: counts[PREEMPTIONS] ?? {},
    plegRelist: histograms.get(PLEG_RELIST)?.latency(),
    plegRelistInterval: histograms.get(PLEG_INTERVAL)?.latency(),
    runtimeOperations,
    runtimeErrors: counts[RUNTIME_ERRORS] ?? {},
    startedAt,
    cgroupVersion,
  });
}
