import type { EvictionView } from "@bayplan/api/views";
import type { Column } from "../../ui/table/column.ts";

/** What an exported eviction says, in base units. */
export const evictionColumns: readonly Column<EvictionView>[] = [
  { key: "at", name: "at", value: ({ at }) => at },
  { key: "node", name: "node", value: ({ node }) => node },
  { key: "namespace", name: "namespace", value: ({ namespace }) => namespace },
  { key: "pod", name: "pod", value: ({ pod }) => pod },
  { key: "uid", name: "uid", value: ({ uid }) => uid },
  { key: "kind", name: "kind", value: ({ kind }) => kind },
  { key: "reason", name: "reason", value: ({ reason }) => reason },
  { key: "signal", name: "signal", value: ({ signal }) => signal },
  { key: "resource", name: "resource", value: ({ resource }) => resource },
  { key: "unit", name: "unit", value: ({ unit }) => unit },
  { key: "threshold", name: "threshold", value: ({ threshold }) => threshold },
  { key: "available", name: "available", value: ({ available }) => available },
  { key: "used", name: "used", value: ({ used }) => used },
  { key: "asked", name: "asked", value: ({ asked }) => asked },
  { key: "foreseen", name: "foreseen", value: ({ check }) => check.correct },
  { key: "position", name: "position", value: ({ check }) => check.position },
  { key: "why", name: "why", value: ({ why }) => why },
  { key: "message", name: "message", value: ({ message }) => message },
];
