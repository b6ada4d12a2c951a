import type { Node } from "../../model/node.ts";
import type { Finding } from "../finding.ts";
import { parseQuantity, toNumber } from "../quantity.ts";
import type { DeviceAssignment } from "./deviceAssignments.ts";

/** Between the samples of the device lists, the pods and the node's status this many seconds can pass. */
export const SAMPLES_APART = 60;

/**
 * Where the node's own counts and the ids that are known do not add up.
 * Source: kubelet `pkg/kubelet/cm/devicemanager/manager.go` (GetCapacity: the unhealthy are in the capacity, and not
 * in what is allocatable).
 */
export function countFindings(
  assignments: readonly DeviceAssignment[],
  node: Pick<Node, "capacity" | "allocatable">,
): Finding[] {
  const byResource = Map.groupBy(assignments, (item) => item.resource);
  return [...byResource].flatMap(([resource, items]) => {
    const healthy = items.filter((item) => item.health === "Healthy").length;
    const told = (list: Node["capacity"]): number =>
      list[resource] === undefined ? 0 : toNumber(parseQuantity(list[resource]));
    const findings: Finding[] = [];
    const disagree = (rule: string, message: string): void => {
      findings.push({
        rule,
        severity: "warning",
        subject: { kind: "node", id: resource },
        message,
        since: null,
        settles: SAMPLES_APART,
      });
    };
    const allocatable = told(node.allocatable);
    const capacity = told(node.capacity);
    if (allocatable !== healthy) {
      disagree("AllocatableDisagrees", `The node offers ${allocatable} ${resource}, and ${healthy} are healthy.`);
    }
    if (capacity < healthy || capacity > items.length) {
      disagree("CapacityDisagrees", `The node counts ${capacity} ${resource}, and ${items.length} ids are known.`);
    }
    return findings;
  });
}
