import { toMillis, type Millis, type TimelineItem } from "@bayplan/shared";
import type { DeviceView } from "../views/device.ts";
import type { EvictionView } from "../views/eviction.ts";
import type { NodeHeader, NodeRow, SourceView } from "../views/node.ts";
import type { NodePart } from "../views/part.ts";

/** The views as `/api/v1` gives them: without the feed's keys, with ages instead of moments, always in the same order. */

const { compare } = new Intl.Collator("en", { numeric: true });

const sourceItem = ({ heardAt, ...source }: SourceView, now: Millis) => ({
  ...source,
  age: heardAt === null ? null : Math.max(0, (now - toMillis(heardAt)) / 1000),
});

const without = <Of extends object, Name extends keyof Of>(of: Of, ...names: Name[]): Omit<Of, Name> => {
  const rest = { ...of };
  for (const name of names) delete rest[name];
  return rest;
};

const rowItem = (row: NodeRow, now: Millis) => ({
  ...without(row, "key"),
  sources: row.sources.map((source) => sourceItem(source, now)),
});

export const nodeItems = (rows: readonly NodeRow[], now: Millis) =>
  rows.toSorted((a, b) => compare(a.name, b.name)).map((row) => rowItem(row, now));

const isOf =
  <Name extends NodePart["part"]>(name: Name) =>
  (part: NodePart): part is Extract<NodePart, { part: Name }> =>
    part.part === name;

const deviceItem = ({ resource, id, physicalId, numaNodes, health, assignments }: DeviceView) => ({
  resource,
  id,
  physicalId,
  numaNodes,
  health,
  assignments: assignments.map(({ namespace, pod, container }) => ({ namespace, pod, container })),
});

export const deviceItems = (parts: readonly NodePart[]) =>
  parts
    .filter(isOf("device"))
    .sort((a, b) => compare(a.resource, b.resource) || compare(a.id, b.id))
    .map(deviceItem);

const podItems = (parts: readonly NodePart[]) =>
  parts
    .filter(isOf("pod"))
    .sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name) || compare(a.uid, b.uid))
    .map((pod) => without(pod, "key", "part"));

const strayItems = (parts: readonly NodePart[]) =>
  parts
    .filter(isOf("stray"))
    .sort((a, b) => compare(a.id, b.id))
    .map((stray) => without(stray, "key", "part"));

export const headerOf = (parts: readonly NodePart[]): NodeHeader | undefined => parts.find(isOf("node"));

/** A node in full. */
export const nodeInFull = (header: NodeHeader, parts: readonly NodePart[], now: Millis) => ({
  ...rowItem(header.row, now),
  ...without(header, "key", "part", "row", "now"),
  pods: podItems(parts),
  devices: deviceItems(parts),
  strays: strayItems(parts),
});

export const evictionItem = (eviction: EvictionView) => without(eviction, "key");

/** Fields that a change does not have are there all the same, as null: a script finds the same shape each time. */
export const transitionItem = (item: TimelineItem) => ({
  at: item.at,
  kind: item.kind,
  namespace: item.namespace,
  pod: item.pod,
  uid: item.uid,
  container: item.container ?? null,
  containerId: item.containerId ?? null,
  sandboxId: item.sandboxId ?? null,
  restart: item.restart ?? null,
  from: item.from,
  to: item.to,
  reason: item.reason ?? null,
  message: item.message ?? null,
  exitCode: item.exitCode ?? null,
  signal: item.signal ?? null,
  source: item.source,
});
