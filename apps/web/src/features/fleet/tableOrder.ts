import type { NodeRow, ResourceView } from "@bayplan/api/views";
import type { SortingState } from "@tanstack/react-table";
import { naturalOrder } from "@bayplan/shared/naturalOrder";
import { byName } from "./fleetOrder.ts";
import type { Compare } from "./keptOrder.ts";

/** `-memory` is the memory column, descending; nothing is the column that shows trouble, worst first. */
export const readOrder = (order: string | undefined): SortingState =>
  order === undefined ? [{ id: "state", desc: true }] : [{ id: order.replace(/^-/, ""), desc: order.startsWith("-") }];

export const writeOrder = ([first]: SortingState): string => (first ? `${first.desc ? "-" : ""}${first.id}` : "");

const share = ({ usage, capacity }: ResourceView): number => (usage !== null && capacity ? usage / capacity : -1);

const AGENTS: readonly NodeRow["agent"]["state"][] = ["reporting", "silent", "none"];

const by =
  (read: (row: NodeRow) => number) =>
  (a: NodeRow, b: NodeRow): number =>
    read(a) - read(b);

const ORDERS = new Map<string, (a: NodeRow, b: NodeRow) => number>([
  ["name", byName],
  ["state", by(({ urgency }) => urgency)],
  ["memory", by(({ memory }) => share(memory))],
  ["cpu", by(({ cpu }) => share(cpu))],
  ["pods", by(({ pods }) => pods ?? -1)],
  ["restarts", by(({ restarts }) => restarts ?? -1)],
  ["evictions", by(({ evictions }) => evictions)],
  ["devices", by(({ devices }) => devices.total)],
  ["agent", by(({ agent }) => AGENTS.indexOf(agent.state))],
  ["kubelet", (a, b) => naturalOrder(a.kubeletVersion ?? "", b.kubeletVersion ?? "")],
]);

/** By one column, and those alike by name; by a column that is none, by name alone. */
export const tableOrderOf = ([first]: SortingState): Compare<NodeRow> => {
  const compare = first && ORDERS.get(first.id);
  if (!compare) return byName;
  const sign = first.desc ? -1 : 1;
  return (a, b) => sign * compare(a, b) || byName(a, b);
};
