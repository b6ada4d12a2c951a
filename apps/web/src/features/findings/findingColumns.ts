import type { FindingView } from "@bayplan/api/views";
import type { Column } from "../../ui/table/column.ts";

/** What a file says of the server's findings. */
export const FINDING_COLUMNS: readonly Column<FindingView>[] = [
  { key: "severity", name: "Severity", value: ({ severity }) => severity },
  { key: "rule", name: "Rule", value: ({ rule }) => rule },
  { key: "kind", name: "Of", value: ({ subject }) => subject.kind },
  { key: "id", name: "Id", value: ({ subject }) => subject.id },
  { key: "namespace", name: "Namespace", value: ({ subject }) => subject.namespace ?? null },
  { key: "pod", name: "Pod", value: ({ subject }) => subject.pod ?? null },
  { key: "container", name: "Container", value: ({ subject }) => subject.container ?? null },
  { key: "message", name: "Message", value: ({ message }) => message },
  { key: "since", name: "Since", value: ({ since }) => since },
];
