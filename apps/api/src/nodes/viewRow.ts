import {
  isActive,
  QOS_CLASSES,
  type Condition,
  type Millis,
  type Node,
  type Pod,
  type QosClass,
} from "@bayplan/shared";
import { deviceCounts } from "../devices/view.ts";
import type { EvictionCounts } from "../eviction/ledger.ts";
import { evictionSummary } from "../eviction/summary.ts";
import { findingCounts } from "../findings/view.ts";
import { samplesOf } from "../pods/joins.ts";
import { podSummary } from "../pods/summarize.ts";
import { podTotals } from "../pods/totals.ts";
import type { NodeRow, SourceView } from "../views/node.ts";
import { pictureOf, type Picture } from "./picture.ts";
import { podUse, resourceView } from "./resources.ts";
import { sourcesOf } from "./sources.ts";
import { agentViewOf, type NodeState } from "./state.ts";
import { urgencyOf } from "./urgency.ts";

const PRESSURES = new Set(["MemoryPressure", "DiskPressure", "PIDPressure"]);
const ZONE_LABELS = ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];
/** Where the known providers and autoscalers write which group of machines a node belongs to. */
const POOL_LABELS = [
  "karpenter.sh/nodepool",
  "cloud.google.com/gke-nodepool",
  "eks.amazonaws.com/nodegroup",
  "kubernetes.azure.com/agentpool",
  "agentpool",
  "doks.digitalocean.com/node-pool",
  "node.kubernetes.io/pool",
];
const MIB = 2 ** 20;

const firstOf = (labels: Readonly<Record<string, string>>, names: readonly string[]): string | null =>
  names.map((name) => labels[name]).find((value) => value) ?? null;

const readinessOf = (api: Node | null): Pick<NodeRow, "ready" | "readyMessage"> => {
  const condition = api?.conditions.find(({ type }) => type === "Ready");
  if (!condition) return { ready: null, readyMessage: "" };
  const ready = condition.status === "True";
  return { ready, readyMessage: ready ? "" : (condition.message ?? condition.reason ?? "") };
};

const pressureOf = (conditions: readonly Condition[]): string[] =>
  conditions.filter(({ type, status }) => PRESSURES.has(type) && status === "True").map(({ type }) => type);

/** Whatever else holds of the node, as its own detectors of problems write it too. */
const othersOf = (conditions: readonly Condition[]): string[] =>
  conditions
    .filter(({ type, status }) => type !== "Ready" && !PRESSURES.has(type) && status === "True")
    .map(({ type }) => type);

const cellsOf = (pods: readonly Pod[], picture: Picture): NonNullable<NodeRow["cells"]> => {
  const cells: Record<QosClass, number[]> = { Guaranteed: [], Burstable: [], BestEffort: [] };
  const sampleOf = samplesOf(picture);
  for (const pod of pods) {
    if (!isActive(pod)) continue;
    const bytes = sampleOf(pod)?.memory?.workingSetBytes;
    if (bytes !== undefined) cells[podSummary(pod).qosClass].push(Math.round(bytes / MIB) * MIB);
  }
  for (const name of QOS_CLASSES) cells[name].sort((a, b) => b - a);
  return cells;
};

export interface RowInputs {
  state: NodeState;
  /** How the API server's own calls fare. */
  cluster: readonly SourceView[];
  /** Evictions on this node in the last 24 h. */
  evictions: EvictionCounts;
  now: Millis;
}

/** One row of the fleet. */
export const viewRow = ({ state, cluster, evictions, now }: RowInputs): NodeRow => {
  const { api } = state;
  const picture = pictureOf(state, now);
  const totals = picture.podStore && podTotals(picture.podStore);
  const stats = picture.usage?.get("nodeStats", "node");
  const inputs = { api, stats, usageOfPods: podUse(stats, picture), totals, held: null };
  const runtime = picture.sockets?.get("runtime", "runtime");
  const labels = api?.labels ?? {};
  const row = {
    key: state.name,
    name: state.name,
    ...readinessOf(api),
    pressure: pressureOf(api?.conditions ?? []),
    conditions: othersOf(api?.conditions ?? []),
    unschedulable: api?.unschedulable ?? false,
    labels,
    zone: firstOf(labels, ZONE_LABELS),
    pool: firstOf(labels, POOL_LABELS),
    kubeletVersion: api?.info.kubeletVersion || null,
    runtimeVersion: api?.info.containerRuntimeVersion || (runtime ? `${runtime.name}://${runtime.version}` : null),
    operatingSystem: api?.info.operatingSystem || null,
    pods: totals?.pods ?? null,
    ended: totals?.ended ?? null,
    qos: totals ? { ...totals.qos } : { Guaranteed: null, Burstable: null, BestEffort: null },
    cells: picture.pods && cellsOf(picture.pods, picture),
    troubled: totals?.troubled ?? null,
    restarts: totals?.restarts ?? null,
    cpu: resourceView("cpu", inputs),
    memory: resourceView("memory", inputs),
    devices: deviceCounts(picture),
    evictions: evictions.byKubelet,
    evictionsByOthers: evictions.byOthers,
    eviction: evictionSummary(state, now),
    findings: findingCounts(state.findings, now),
    agent: agentViewOf(state, now),
    sources: sourcesOf(state, cluster, now),
  };
  return { ...row, urgency: urgencyOf(row) };
};
