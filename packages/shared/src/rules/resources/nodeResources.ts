import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Node } from "../../model/node.ts";
import type { Pod } from "../../model/pod.ts";
import type { NodeStats } from "../../model/stats.ts";
import { claimedExtended } from "../devices/extendedClaims.ts";
import { isActive } from "../eviction/active.ts";
import { amountOf, evictionThresholds } from "../eviction/threshold.ts";
import { fromNumber, toNumber } from "../quantity.ts";
import { amounts, type Amounts } from "./list.ts";
import { podLimits, podRequests } from "./podResources.ts";
import { reservations } from "./reservations.ts";

/** One resource of a node, from what it has to what is used: cores, bytes or pieces. Null: not known. */
export interface NodeResource {
  name: string;
  capacity: number | null;
  /** Kept from pods: capacity − allocatable. */
  reserved: number | null;
  /** What that is made of, by the kubelet's configuration; null without it. */
  reservedFor: { kube: number; system: number; eviction: number; hugepages: number } | null;
  allocatable: number | null;
  /** Of the pods that are not finished, as the scheduler counts them. */
  requests: number;
  /** Of the requests, what a claim stands in for (KEP-5004): it takes nothing of what is allocatable. */
  claimed: number;
  limits: number;
  /** Pods that have no limit for it: those can use whatever is there. */
  unlimited: number;
  /** What pods can still ask for; below zero where more was promised than there is. */
  free: number | null;
  /** limits ÷ allocatable: above 1, the pods cannot all have what they may take. */
  limitsShare: number | null;
  usage: number | null;
}

export interface NodeResourcesInput {
  node?: Node | undefined;
  pods: readonly Pod[];
  nodeStats?: NodeStats | undefined;
  config?: KubeletConfig | undefined;
  /** Of extended resources, how many devices are held. */
  held?: Readonly<Record<string, number>> | undefined;
}

/**
 * Every resource that the node names or that a pod of it asks for: capacity, reserved, allocatable, requests, usage.
 * `pods` is one of them. After `pkg/kubelet/cm/node_container_manager_linux.go` and `pkg/kubelet/nodestatus/setters.go`
 * (what is reserved) and the scheduler (what is requested: pods that are Failed or Succeeded ask for nothing). Of `pods`,
 * those that the kubelet counts are taken.
 */
export function nodeResources({ node, pods, nodeStats, config, held = {} }: NodeResourcesInput): NodeResource[] {
  const unfinished = pods.filter((pod) => pod.status.phase !== "Failed" && pod.status.phase !== "Succeeded");
  const requests = unfinished.map((pod) => podRequests(pod));
  const limits = unfinished.map((pod) => podLimits(pod));
  const capacity = amounts(node?.capacity);
  const allocatable = amounts(node?.allocatable);
  const names = new Set([
    "cpu",
    "memory",
    "ephemeral-storage",
    "pods",
    ...Object.keys(capacity),
    ...Object.keys(allocatable),
    ...requests.flatMap((list) => Object.keys(list)),
  ]);
  const claims = claimedExtended(unfinished);
  const counted = pods.filter(isActive).length;
  const usage = usages(nodeStats, counted, held);

  return [...names].map((name): NodeResource => {
    const [has, gives] = [known(capacity, name), known(allocatable, name)];
    const asked = name === "pods" ? fromNumber(counted) : sum(requests, name);
    const claimed = claims[name] ?? 0n;
    const offered = allocatable[name];
    const allowed = name === "pods" ? counted : toNumber(sum(limits, name));
    return {
      name,
      capacity: has,
      reserved: has === null || gives === null ? null : has - gives,
      reservedFor: config === undefined ? null : reservedFor(name, config, capacity),
      allocatable: gives,
      requests: toNumber(asked),
      claimed: toNumber(claimed),
      limits: allowed,
      unlimited: name === "pods" ? 0 : limits.filter((list) => (list[name] ?? 0n) === 0n).length,
      // Whole billionths are taken from each other: what fits exactly must not be short by a fraction of one.
      free: offered === undefined ? null : toNumber(offered - (asked - claimed)),
      limitsShare: gives === null || gives === 0 ? null : allowed / gives,
      usage: usage[name] ?? null,
    };
  });
}

const known = (list: Amounts, name: string): number | null => (list[name] === undefined ? null : toNumber(list[name]));

const sum = (lists: readonly Amounts[], name: string): bigint =>
  lists.reduce((total, list) => total + (list[name] ?? 0n), 0n);

function usages(
  stats: NodeStats | undefined,
  pods: number,
  held: Readonly<Record<string, number>>,
): Record<string, number | undefined> {
  const nanoCores = stats?.cpu?.usageNanoCores;
  return {
    ...held,
    cpu: nanoCores === undefined ? undefined : nanoCores / 1e9,
    memory: stats?.memory?.workingSetBytes,
    "ephemeral-storage": stats?.fs?.usedBytes,
    pods,
  };
}

function reservedFor(name: string, config: KubeletConfig, capacity: Amounts): NodeResource["reservedFor"] {
  const { kube, system } = reservations(config);
  return {
    kube: known(kube, name) ?? 0,
    system: known(system, name) ?? 0,
    eviction: evictionReserve(name, config, known(capacity, name)),
    hugepages: name === "memory" ? setAsideForPages(capacity) : 0,
  };
}

/** Huge pages are memory that nobody can ask for as such. */
const setAsideForPages = (capacity: Amounts): number =>
  Object.keys(capacity)
    .filter((name) => name.startsWith("hugepages-"))
    .reduce((total, name) => total + (known(capacity, name) ?? 0), 0);

/** Of the hard thresholds, memory's and nodefs' are kept from pods. */
function evictionReserve(name: string, config: KubeletConfig, capacity: number | null): number {
  const signal = name === "memory" ? "memory.available" : name === "ephemeral-storage" ? "nodefs.available" : null;
  const threshold = evictionThresholds(config).thresholds.find(
    (candidate) => candidate.signal === signal && candidate.kind === "hard",
  );
  return threshold === undefined ? 0 : amountOf(threshold.value, capacity ?? 0);
}
