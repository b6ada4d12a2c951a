import {
  nodeResources,
  usageOfPods,
  type Node,
  type NodeResource,
  type NodeStats,
  type UsageOfPods,
} from "@bayplan/shared";
import { remembered } from "../findings/remembered.ts";
import { amount, nanoOf } from "../pods/amount.ts";
import type { PodTotals } from "../pods/totals.ts";
import type { NodeResourceView, ResourceView } from "../views/node.ts";
import type { Picture } from "./picture.ts";

export interface ResourceInputs {
  api: Node | null;
  stats: NodeStats | undefined;
  /** By the same sample. */
  usageOfPods: UsageOfPods;
  /** Null where no source tells of the pods. */
  totals: PodTotals | null;
  /** Devices held, by resource; null where nothing tells. */
  held: Readonly<Record<string, number>> | null;
}

const usageOf = (name: string, { stats, totals, held }: ResourceInputs): number | null => {
  switch (name) {
    case "cpu":
      return stats?.cpu?.usageNanoCores === undefined ? null : stats.cpu.usageNanoCores / 1e9;
    case "memory":
      return stats?.memory?.workingSetBytes ?? null;
    case "ephemeral-storage":
      return stats?.fs?.usedBytes ?? null;
    case "pods":
      return totals?.pods ?? null;
    default:
      return held?.[name] ?? null;
  }
};

/** Without an API server the samples still tell how much memory and disk there is. */
const measuredCapacity = (name: string, stats: NodeStats | undefined): number | null => {
  if (name === "memory") {
    const { availableBytes, workingSetBytes } = stats?.memory ?? {};
    return availableBytes === undefined || workingSetBytes === undefined ? null : availableBytes + workingSetBytes;
  }
  return name === "ephemeral-storage" ? (stats?.fs?.capacityBytes ?? null) : null;
};

const told = (quantity: string | undefined): number | null => {
  const nano = nanoOf(quantity);
  return nano === null ? null : amount(nano);
};

/** One resource of a node in base units: what it has, what may be given, what was asked for, what is used. */
export const resourceView = (name: string, inputs: ResourceInputs): ResourceView => ({
  name,
  capacity: told(inputs.api?.capacity[name]) ?? measuredCapacity(name, inputs.stats),
  allocatable: told(inputs.api?.allocatable[name]),
  requests: inputs.totals && name !== "pods" ? amount(inputs.totals.requests[name] ?? 0n) : null,
  limits: inputs.totals && name !== "pods" ? amount(inputs.totals.limits[name] ?? 0n) : null,
  usage: usageOf(name, inputs),
  usageOfPods: name === "cpu" || name === "memory" ? inputs.usageOfPods[name] : null,
});

/** What of a node's sample is of its pods. */
export const podUse = (stats: NodeStats | undefined, { usage }: Pick<Picture, "usage">): UsageOfPods =>
  usageOfPods(stats, usage?.all("podStats") ?? []);

/** In this order where they are there; what else the node names follows by name. */
const USUAL = ["cpu", "memory", "ephemeral-storage", "pods"];

const promised = remembered<Map<string, NodeResource>>();

/** What the rule makes of the node's and the pods' own words, worked out once for each change of them. */
const promisedOf = (
  { api }: ResourceInputs,
  { pods, podStore, sockets }: Picture,
): Map<string, NodeResource> | null => {
  if (!pods || !podStore) return null;
  const config = sockets?.get("kubeletConfig", "kubeletConfig");
  return promised(podStore, [podStore.revision("pod"), api, config], () => {
    try {
      return new Map(nodeResources({ node: api ?? undefined, pods, config }).map((one) => [one.name, one]));
    } catch {
      // A malformed quantity, which no API server lets in.
      return new Map();
    }
  });
};

const withReserve = (view: ResourceView, rule: NodeResource | undefined): NodeResourceView => ({
  ...view,
  reserved: view.capacity === null || view.allocatable === null ? null : view.capacity - view.allocatable,
  reservedFor: rule?.reservedFor ?? null,
  unlimited: rule?.unlimited ?? null,
  claimed: rule?.claimed ?? null,
  free: rule?.free ?? null,
  limitsShare: rule?.limitsShare ?? null,
});

/** Every resource of a node, with what is kept from pods and what is left. */
export const resourceViews = (inputs: ResourceInputs, picture: Picture): NodeResourceView[] => {
  const rules = promisedOf(inputs, picture);
  const named = new Set([
    ...Object.keys(inputs.api?.capacity ?? {}),
    ...Object.keys(inputs.totals?.requests ?? {}),
    ...Object.keys(inputs.held ?? {}),
  ]);
  const others = [...named].filter((name) => !USUAL.includes(name)).sort();
  return [...USUAL, ...others].map((name) => withReserve(resourceView(name, inputs), rules?.get(name)));
};
