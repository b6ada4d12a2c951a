import { parseExactly } from "@bayplan/simulator/replay";

/** Never recorded, wherever they stand: what carries secrets, and what is long and says nothing here. */
const DROPPED: ReadonlySet<string> = new Set([
  "env",
  "envFrom",
  "command",
  "args",
  "httpHeaders",
  "volumeAttributes",
  "options",
  "staticPodURLHeader",
  "info",
  "managedFields",
  // What a claim hands to its device's driver, and what that hands back.
  "opaque",
  "data",
]);

/** Maps of a person's own keys: one of them may be called `command`. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  "labels",
  "matchLabels",
  "nodeSelector",
  "limits",
  "requests",
  "capacity",
  "allocatable",
  "allocatedResources",
  "overhead",
]);

/** The annotations that Bayplan reads: the kubelet's on pods, HAMi's, and those of an eviction's event. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "kubernetes.io/config.source",
  "kubernetes.io/config.hash",
  "kubernetes.io/config.mirror",
  "kubernetes.io/config.seen",
  "hami.io/vgpu-devices-allocated",
  "offending_containers",
  "offending_containers_usage",
  "offending_pod",
  "offending_pod_usage",
  "starved_resource",
]);

/** Of the kubelet's metrics those that Bayplan reads; a path that is not here is recorded whole. */
const METRICS: Readonly<Record<string, RegExp>> = {
  "GET /metrics":
    /^(kubelet_evictions|kubelet_preemptions|kubelet_pleg_relist_\w+|kubelet_runtime_operations_(duration_seconds_\w+|errors_total)|process_start_time_seconds)[{ ]/,
  "GET /metrics/cadvisor": /^container_cpu_cfs_\w+[{ ]/,
};

/** A JSON answer without environment, command lines, tokens and all annotations but those that are read. */
export function keepUsed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keepUsed);
  if (!isPlain(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (DROPPED.has(key)) continue;
    if (key === "annotations") kept[key] = pick(item);
    else kept[key] = OWN_KEYS.has(key) ? item : keepUsed(item);
  }
  return kept;
}

/** What a kubelet answered, as a recording has it: JSON as it came, digits and all, or text. */
export function kubeletBody(call: string, text: string): unknown {
  const metrics = METRICS[call];
  if (metrics)
    return text
      .split("\n")
      .filter((line) => metrics.test(line))
      .map((line) => `${line}\n`)
      .join("");
  return /^\s*[{[]/.test(text) ? keepUsed(parseExactly(text)) : text;
}

const pick = (annotations: unknown): unknown =>
  isPlain(annotations)
    ? Object.fromEntries(Object.entries(annotations).filter(([key]) => ANNOTATIONS.has(key)))
    : annotations;

/** An object of JSON; not a number that is kept by its digits. */
export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) !== null;
