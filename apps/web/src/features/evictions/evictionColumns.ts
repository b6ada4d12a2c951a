import type { EvictionView } from "@bayplan/api/views";
import { unitOf } from "../../format/quantity.ts";
import type { Column } from "../../ui/table/column.ts";

/** What a file says of evictions: each row names the unit of its amounts. */
export const evictionColumns: readonly Column<EvictionView>[] = [
  { key: "at", name: "At", value: ({ at }) => at },
  { key: "node", name: "Node", value: ({ node }) => node || null },
  { key: "namespace", name: "Namespace", value: ({ namespace }) => namespace },
  { key: "pod", name: "Pod", value: ({ pod }) => pod },
  { key: "uid", name: "UID", value: ({ uid }) => uid },
  { key: "kind", name: "Kind", value: ({ kind }) => kind },
  { key: "reason", name: "Reason", value: ({ reason }) => reason },
  { key: "signal", name: "Signal", value: ({ signal }) => signal },
  { key: "resource", name: "Resource", value: ({ resource }) => resource },
  { key: "unit", name: "Unit", value: ({ unit, resource }) => unit ?? (resource === null ? null : unitOf(resource)) },
  { key: "threshold", name: "Threshold", value: ({ threshold }) => threshold },
  { key: "available", name: "Available", value: ({ available }) => available },
  { key: "used", name: "Used", value: ({ used }) => used },
  { key: "asked", name: "Asked for", value: ({ asked }) => asked },
  { key: "foreseen", name: "Foreseen", value: ({ check }) => check.correct },
  { key: "position", name: "Position in the order before", value: ({ check }) => check.position },
  { key: "heldAt", name: "Order held at", value: ({ heldAt }) => heldAt },
  { key: "why", name: "Why", value: ({ why }) => why },
  { key: "message", name: "Message", value: ({ message }) => message },
];
