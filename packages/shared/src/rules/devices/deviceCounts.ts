import type { DeviceAssignment } from "./deviceAssignments.ts";

/** How many of one resource there are and how many are left. */
export interface DeviceCount {
  resource: string;
  total: number;
  held: number;
  /** Healthy and held by nobody. */
  free: number;
  unhealthy: number;
  /** The physical devices behind them: fewer than the total where they are shared or cut in parts. */
  physical: number;
}

/** By resource, in the order of the assignments. */
export function deviceCounts(assignments: readonly DeviceAssignment[]): DeviceCount[] {
  return [...Map.groupBy(assignments, (item) => item.resource)].map(([resource, items]) => ({
    resource,
    total: items.length,
    held: items.filter((item) => item.assignments.length > 0).length,
    free: items.filter((item) => item.health === "Healthy" && item.assignments.length === 0).length,
    unhealthy: items.filter((item) => item.health === "Unhealthy").length,
    physical: new Set(items.map((item) => item.physicalId)).size,
  }));
}
