import type { Allocation, Device } from "../../model/device.ts";
import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Node } from "../../model/node.ts";
import type { Pod, ResourceList } from "../../model/pod.ts";
import { textSetting } from "../kubeletSetting.ts";
import { toNumber } from "../quantity.ts";
import { nodeResources } from "../resources/nodeResources.ts";
import { amounts } from "../resources/list.ts";
import { topologyRefusal } from "./topology.ts";

export interface Toleration {
  /** Absent with `Exists`: every taint. */
  key?: string | undefined;
  operator?: "Exists" | "Equal" | "Lt" | "Gt" | undefined;
  value?: string | undefined;
  /** Absent: every effect. */
  effect?: string | undefined;
}

/** What a pod would ask for. */
export interface FitRequest {
  requests: ResourceList;
  nodeSelector?: Readonly<Record<string, string>> | undefined;
  tolerations?: readonly Toleration[] | undefined;
}

export interface FitInput {
  node: Node;
  pods: readonly Pod[];
  /** For the topology policy, with what the kubelet has given out. Where one is missing, the policy is not asked. */
  config?: KubeletConfig | undefined;
  devices?: readonly Device[] | undefined;
  allocations?: readonly Allocation[] | undefined;
}

/** One thing that keeps a pod from a node. Amounts in cores, bytes or pieces. */
export interface Misfit {
  kind: "resource" | "pods" | "selector" | "taint" | "unschedulable" | "topology";
  resource: string | null;
  requested: number | null;
  free: number | null;
  /** What the node gives to all pods together, where that alone is in the way; null elsewhere. */
  allocatable: number | null;
  /** A sentence for a person. */
  why: string;
}

/** What of a resource pods can still ask for on a node, and what this one would take of it. Cores, bytes or pieces. */
export interface Room {
  resource: string;
  requested: number;
  free: number;
}

/** Of each resource that it asks for; one that the node does not have is not free. Throws as `misfits` does. */
export function roomFor({ requests }: FitRequest, { node, pods }: Pick<FitInput, "node" | "pods">): Room[] {
  const resources = new Map(nodeResources({ node, pods }).map((resource) => [resource.name, resource]));
  return Object.entries(amounts(requests)).map(([resource, amount]) => ({
    resource,
    requested: toNumber(amount),
    free: resources.get(resource)?.free ?? 0,
  }));
}

/**
 * Whether a pod would find its place on a node, and if not, everything that is in its way: what the scheduler asks
 * (`NodeResourcesFit`, `NodeAffinity`, `TaintToleration`, `NodeUnschedulable`) and what the kubelet's topology manager would
 * refuse. Empty: it fits.
 *
 * @throws Error that names the resource, where a quantity is malformed.
 */
export function misfits(request: FitRequest, { node, pods, config, devices, allocations }: FitInput): Misfit[] {
  const wanted = Object.entries(amounts(request.requests)).map(([resource, amount]) => ({
    resource,
    amount: toNumber(amount),
  }));
  const refusal =
    devices !== undefined && allocations !== undefined
      ? topologyRefusal(wanted, { policy: textSetting(config, "topologyManagerPolicy"), devices, allocations })
      : null;
  return [
    ...unschedulable(request, node),
    ...missingLabels(request, node),
    ...untolerated(request, node),
    ...shortages(wanted, node, pods),
    ...(refusal === null
      ? []
      : [
          {
            kind: "topology" as const,
            resource: refusal.resource,
            requested: null,
            free: null,
            allocatable: null,
            why: refusal.why,
          },
        ]),
  ];
}

const plain = (kind: Misfit["kind"], why: string): Misfit => ({
  kind,
  resource: null,
  requested: null,
  free: null,
  allocatable: null,
  why,
});

const UNSCHEDULABLE = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" } as const;

/** A cordon comes as a field at once and as a taint a moment later: one of them is told. */
function unschedulable({ tolerations = [] }: FitRequest, node: Node): Misfit[] {
  const tainted = node.taints.some((taint) => taint.key === UNSCHEDULABLE.key);
  if (!node.unschedulable || tainted || tolerations.some((toleration) => tolerates(toleration, UNSCHEDULABLE)))
    return [];
  return [plain("unschedulable", "the node is cordoned")];
}

const missingLabels = ({ nodeSelector = {} }: FitRequest, node: Node): Misfit[] =>
  Object.entries(nodeSelector)
    .filter(([key, value]) => node.labels[key] !== value)
    .map(([key, value]) =>
      plain(
        "selector",
        `its selector wants ${key}=${value}, and the node has ${node.labels[key] === undefined ? "no such label" : `${key}=${node.labels[key]}`}`,
      ),
    );

const untolerated = ({ tolerations = [] }: FitRequest, node: Node): Misfit[] =>
  node.taints
    .filter(
      (taint) => taint.effect !== "PreferNoSchedule" && !tolerations.some((toleration) => tolerates(toleration, taint)),
    )
    .map((taint) =>
      plain(
        "taint",
        `it does not tolerate ${taint.key}${taint.value === undefined ? "" : `=${taint.value}`}:${taint.effect}`,
      ),
    );

function tolerates(
  { key, operator = "Equal", value = "", effect }: Toleration,
  taint: { key: string; value?: string | undefined; effect: string },
): boolean {
  if (effect !== undefined && effect !== "" && effect !== taint.effect) return false;
  if (key === undefined || key === "") return operator === "Exists";
  if (key !== taint.key) return false;
  if (operator === "Exists") return true;
  const [has, bound] = [Number(taint.value ?? Number.NaN), Number(value)];
  if (operator === "Lt") return has < bound;
  if (operator === "Gt") return has > bound;
  return value === (taint.value ?? "");
}

function shortages(
  wanted: readonly { resource: string; amount: number }[],
  node: Node,
  pods: readonly Pod[],
): Misfit[] {
  const resources = new Map(nodeResources({ node, pods }).map((resource) => [resource.name, resource]));
  const places = resources.get("pods");
  const full: Misfit[] =
    places?.free !== undefined && places.free !== null && places.free < 1
      ? [
          {
            kind: "pods",
            resource: "pods",
            requested: 1,
            free: places.free,
            allocatable: null,
            why: `it may hold ${places.allocatable} pods and has ${places.requests}`,
          },
        ]
      : [];
  const short = wanted.flatMap(({ resource, amount }): Misfit[] => {
    const free = resources.get(resource)?.free ?? 0;
    if (amount === 0 || amount <= free) return [];
    const allocatable = resources.get(resource)?.allocatable ?? null;
    const never = allocatable !== null && amount > allocatable;
    const why =
      allocatable === null
        ? `the node has no ${resource}`
        : never
          ? `it asks for more ${resource} than the node gives to all pods together`
          : `too little ${resource} is free`;
    return [
      {
        kind: "resource",
        resource,
        requested: amount,
        free: Math.max(0, free),
        allocatable: never ? allocatable : null,
        why,
      },
    ];
  });
  return [...full, ...short];
}
