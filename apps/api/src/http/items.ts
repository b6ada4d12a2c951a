import { toMillis, type Millis } from "@bayplan/shared";
import { plainRow } from "../feeds/rows.ts";
import type { CgroupPart } from "../views/cgroups.ts";
import type { DeviceView, FleetDeviceView } from "../views/device.ts";
import type { DiskPart } from "../views/disk.ts";
import type { EventView } from "../views/event.ts";
import type { EvictionView } from "../views/eviction.ts";
import type { FindingView } from "../views/finding.ts";
import type { NodeHeader, NodeRow, SourceView } from "../views/node.ts";
import type { NodePart } from "../views/part.ts";
import type { PodPart } from "../views/podDetail.ts";
import type { TransitionView } from "../views/transition.ts";

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
  <Part extends { part: string }, Name extends Part["part"]>(name: Name) =>
  (part: Part): part is Extract<Part, { part: Name }> =>
    part.part === name;

const deviceItem = ({ resource, id, physicalId, numaNodes, health, healthUnknown, assignments }: DeviceView) => ({
  resource,
  id,
  physicalId,
  numaNodes,
  health,
  healthUnknown,
  assignments: assignments.map(({ namespace, pod, container }) => ({ namespace, pod, container })),
});

export const deviceItems = (parts: readonly NodePart[]) =>
  parts
    .filter(isOf<NodePart, "device">("device"))
    .sort((a, b) => compare(a.resource, b.resource) || compare(a.id, b.id))
    .map(deviceItem);

export const poolItems = (parts: readonly NodePart[]) =>
  parts
    .filter(isOf<NodePart, "pool">("pool"))
    .sort((a, b) => compare(a.driver, b.driver) || compare(a.pool, b.pool))
    .map(plainRow);

const podItems = (parts: readonly NodePart[]) =>
  parts
    .filter(isOf<NodePart, "pod">("pod"))
    .sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name) || compare(a.uid, b.uid))
    .map((pod) => without(pod, "key", "part"));

const strayItems = (parts: readonly NodePart[]) =>
  parts
    .filter(isOf<NodePart, "stray">("stray"))
    .sort((a, b) => compare(a.id, b.id))
    .map((stray) => without(stray, "key", "part"));

export const findingItems = (parts: readonly (NodePart | PodPart)[]) =>
  parts.filter(isOf<NodePart | PodPart, "finding">("finding")).map((finding) => plainRow<FindingView>(finding));

export const headerOf = (parts: readonly NodePart[]): NodeHeader | undefined =>
  parts.find(isOf<NodePart, "node">("node"));

/** A node in full. */
export const nodeInFull = (header: NodeHeader, parts: readonly NodePart[], now: Millis) => ({
  ...rowItem(header.row, now),
  ...without(header, "key", "part", "row", "now"),
  pods: podItems(parts),
  devices: deviceItems(parts),
  devicePools: poolItems(parts),
  strays: strayItems(parts),
  findings: findingItems(parts),
});

export const fleetDeviceItems = (devices: readonly FleetDeviceView[]) =>
  devices
    .toSorted((a, b) => compare(a.node, b.node) || compare(a.resource, b.resource) || compare(a.id, b.id))
    .map((device) => Object.assign({ node: device.node }, deviceItem(device)));

/** The node's cgroups, parents before their children. */
export const cgroupItems = (parts: readonly CgroupPart[]) => {
  const summary = parts.find(isOf<CgroupPart, "cgroups">("cgroups"));
  const cgroups = parts.filter(isOf<CgroupPart, "cgroup">("cgroup")).toSorted((a, b) => a.order - b.order);
  return {
    ...(summary && plainRow(summary)),
    items: cgroups.map((cgroup) => without(cgroup, "key", "part", "order")),
  };
};

/** The node's disks in full. */
export const diskItems = (parts: readonly DiskPart[]) => {
  const summary = parts.find(isOf<DiskPart, "disk">("disk"));
  const images = parts.filter(isOf<DiskPart, "image">("image")).map(plainRow);
  return {
    ...(summary && plainRow(summary)),
    images: summary?.images ? { ...summary.images, items: images } : null,
    consumers: parts.filter(isOf<DiskPart, "consumer">("consumer")).map(plainRow),
    emptyDirs: parts.filter(isOf<DiskPart, "emptyDir">("emptyDir")).map(plainRow),
  };
};

/** A pod in full; null where only its past is known. */
export const podInFull = (parts: readonly PodPart[]) => {
  const detail = parts.find(isOf<PodPart, "detail">("detail"));
  if (!detail) return null;
  const { pod, containers, limits, ...others } = plainRow(detail);
  return {
    ...plainRow(pod),
    ...others,
    containers: pod.containers.map((container) =>
      Object.assign(
        {},
        container,
        containers.find(({ name }) => name === container.name),
      ),
    ),
    localStorageLimits: limits,
    findings: findingItems(parts),
    transitions: parts.filter(isOf<PodPart, "transition">("transition")).map(transitionItem),
    events: parts.filter(isOf<PodPart, "event">("event")).map(eventItem),
  };
};

export const evictionItem = (eviction: EvictionView) => without(eviction, "key");

export const transitionItem = (transition: TransitionView) => plainRow(transition);

export const eventItem = (event: EventView) => plainRow(event);
