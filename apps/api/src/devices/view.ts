import { deviceAssignments, type DeviceAssignment } from "@bayplan/shared";
import type { EntityStore } from "../nodes/entityStore.ts";
import type { Picture } from "../nodes/picture.ts";
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
    pods: pods ?? [],
  });
  known.set(sockets, { revisions, assignments });
  return assignments;
};

export const deviceViews = (picture: Picture): DeviceView[] =>
  assignmentsOf(picture).map((device) => ({
    key: `device/${device.resource}/${device.id}`,
    part: "device",
    resource: device.resource,
    id: device.id,
    physicalId: device.physicalId,
    numaNodes: [...device.numaNodes],
    health: device.health,
    assignments: device.assignments,
  }));

export const deviceCounts = (picture: Picture): NodeRow["devices"] => {
  const assignments = assignmentsOf(picture);
  return {
    total: assignments.length,
    held: assignments.filter((device) => device.assignments.length > 0).length,
    unhealthy: assignments.filter((device) => device.health === "Unhealthy").length,
  };
};

/** Devices held, by resource; null where nothing tells of devices. */
export const devicesHeld = (picture: Picture): Record<string, number> | null => {
  const assignments = assignmentsOf(picture);
  if (assignments.length === 0) return null;
  const held: Record<string, number> = {};
  for (const device of assignments)
    held[device.resource] = (held[device.resource] ?? 0) + (device.assignments.length > 0 ? 1 : 0);
  return held;
};
