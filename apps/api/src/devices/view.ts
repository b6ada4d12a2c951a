import { claimedExtended, deviceAssignments, type DeviceAssignment, type Millis } from "@bayplan/shared";
import type { EntityStore } from "../nodes/entityStore.ts";
import type { Picture } from "../nodes/picture.ts";
import { sourceViewOf } from "../nodes/sources.ts";
import type { NodeState } from "../nodes/state.ts";
import { amount } from "../pods/amount.ts";
import type { DeviceView } from "../views/device.ts";
import type { NodeRow } from "../views/node.ts";

const known = new WeakMap<EntityStore, { revisions: string; assignments: DeviceAssignment[] }>();

/** Every device of the node with its holders, worked out once for each change of devices, allocations or pods. */
const assignmentsOf = ({ sockets, pods, podStore }: Picture): DeviceAssignment[] => {
  if (!sockets || sockets.count("device") + sockets.count("allocation") === 0) return [];
  const revisions = `${sockets.revision("device")} ${sockets.revision("allocation")} ${podStore?.revision("pod")} ${podStore === sockets}`;
  const before = known.get(sockets);
  if (before?.revisions === revisions) return before.assignments;
  const assignments = deviceAssignments({
    devices: sockets.all("device"),
    allocations: sockets.all("allocation"),
    pods,
  });
  known.set(sockets, { revisions, assignments });
  return assignments;
};

const ALLOCATABLE = "podresources v1.PodResourcesLister/GetAllocatableResources";

/** Why the health of devices is not known; null where the list of healthy ones was read at the last try. */
export const healthUnknown = (state: NodeState, now: Millis): string | null => {
  const source = sourceViewOf(state, ALLOCATABLE, now);
  if (source?.state === "ok") return null;
  return source ? `The list of allocatable devices cannot be read: ${source.message}` : "Nobody was asked yet.";
};

const NOT_SAID = "The kubelet's lists say nothing of its health.";

/** `unknown` says why nobody knows how the devices are, where that is so. */
export const deviceViews = (picture: Picture, unknown: string | null): DeviceView[] =>
  assignmentsOf(picture).map((device) => ({
    key: `device/${device.resource}/${device.id}`,
    part: "device",
    resource: device.resource,
    id: device.id,
    physicalId: device.physicalId,
    numaNodes: [...device.numaNodes],
    health: device.health,
    healthUnknown: device.health === "Unknown" ? (unknown ?? NOT_SAID) : null,
    assignments: device.assignments,
  }));

export const deviceCounts = (picture: Picture): NodeRow["devices"] => {
  const assignments = assignmentsOf(picture);
  const held = assignments.filter((device) => device.assignments.length > 0);
  const unhealthy = assignments.filter((device) => device.health === "Unhealthy");
  return {
    total: assignments.length,
    held: held.length,
    unhealthy: unhealthy.length,
    unhealthyHeld: unhealthy.filter((device) => device.assignments.length > 0).length,
    resources: [...new Set(assignments.map(({ resource }) => resource))].toSorted(),
  };
};

/** Devices that pods got by claims instead, for resources that they asked for by name. */
const claimedOf = ({ pods }: Picture): Record<string, bigint> => {
  try {
    return claimedExtended(pods ?? []);
  } catch {
    // A malformed quantity, which no API server lets in.
    return {};
  }
};

/** Devices held, by resource, those that a claim stands in for too; null where nothing tells of devices. */
export const devicesHeld = (picture: Picture): Record<string, number> | null => {
  const assignments = assignmentsOf(picture);
  const claimed = Object.entries(claimedOf(picture));
  if (assignments.length + claimed.length === 0) return null;
  const held: Record<string, number> = {};
  for (const device of assignments)
    held[device.resource] = (held[device.resource] ?? 0) + (device.assignments.length > 0 ? 1 : 0);
  for (const [resource, nano] of claimed) held[resource] = (held[resource] ?? 0) + (amount(nano) ?? 0);
  return held;
};
