import type {
  DevicePoolView,
  DeviceView,
  FindingView,
  NodeHeader,
  NodePart,
  PodView,
  StrayView,
} from "@bayplan/api/views";
import { naturalOrder } from "@bayplan/shared/naturalOrder";
import { TIERS } from "../bayPlan/layout.ts";

/** A node's feed by kind. Rows that did not change stay the same objects. */
export interface NodeParts {
  header: NodeHeader | null;
  pods: PodView[];
  devices: DeviceView[];
  pools: DevicePoolView[];
  strays: StrayView[];
  findings: FindingView[];
}

/** The deck first: what is promised least is seen first. */
const DECK_FIRST = TIERS.toReversed();

const byTierAndName = (a: PodView, b: PodView): number =>
  DECK_FIRST.indexOf(a.qosClass) - DECK_FIRST.indexOf(b.qosClass) ||
  naturalOrder(a.name, b.name) ||
  naturalOrder(a.namespace, b.namespace) ||
  naturalOrder(a.uid, b.uid);

const byResourceAndId = (a: DeviceView, b: DeviceView): number =>
  naturalOrder(a.resource, b.resource) ||
  (a.numaNodes[0] ?? Infinity) - (b.numaNodes[0] ?? Infinity) ||
  naturalOrder(a.id, b.id);

export const nodeParts = (rows: ReadonlyMap<string, NodePart>): NodeParts => {
  const parts: NodeParts = { header: null, pods: [], devices: [], pools: [], strays: [], findings: [] };
  for (const row of rows.values()) {
    if (row.part === "node") parts.header = row;
    else if (row.part === "pod") parts.pods.push(row);
    else if (row.part === "device") parts.devices.push(row);
    else if (row.part === "pool") parts.pools.push(row);
    else if (row.part === "stray") parts.strays.push(row);
    else parts.findings.push(row);
  }
  parts.pods.sort(byTierAndName);
  parts.devices.sort(byResourceAndId);
  parts.pools.sort((a, b) => naturalOrder(a.driver, b.driver) || naturalOrder(a.pool, b.pool));
  return parts;
};
