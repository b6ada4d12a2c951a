import type { Node } from "../../model/node.ts";
import type { Finding } from "../finding.ts";

/** Why nothing new comes to the node, or what is there is driven out: the cordon and every taint but the cordon's own. */
export function schedulingFindings(node: Pick<Node, "name" | "unschedulable" | "taints">): Finding[] {
  const findings: Finding[] = node.taints
    .filter(({ key }) => key !== CORDON_TAINT)
    .map(({ key, value, effect, timeAdded }) => ({
      rule: "Tainted",
      severity: effect === "NoExecute" || key.startsWith("node.kubernetes.io/") ? "warning" : "info",
      subject: { kind: "node", id: `${node.name}/${key}:${effect}` },
      message: `Tainted ${key}${value ? `=${value}` : ""}:${effect}: ${EFFECTS[effect] ?? "pods that do not tolerate it are affected"}.`,
      since: timeAdded ?? null,
      settles: 0,
    }));
  if (!node.unschedulable) return findings;
  const added = node.taints.find(({ key }) => key === CORDON_TAINT)?.timeAdded;
  return [
    {
      rule: "Cordoned",
      severity: "info",
      subject: { kind: "node", id: node.name },
      message: "Cordoned: no new pods are scheduled here.",
      since: added ?? null,
      settles: 0,
    },
    ...findings,
  ];
}

const CORDON_TAINT = "node.kubernetes.io/unschedulable";

const EFFECTS: Readonly<Record<string, string>> = {
  NoSchedule: "pods that do not tolerate it are not scheduled here",
  PreferNoSchedule: "pods that do not tolerate it are scheduled elsewhere if they can",
  NoExecute: "pods that do not tolerate it are driven out",
};
