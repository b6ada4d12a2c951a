import type { CpusView } from "@bayplan/api/views";
import type { Column } from "../../ui/table/column.ts";

type Exclusive = NonNullable<CpusView["assignments"]>["exclusive"][number];

/** What a file says of exclusive CPUs. */
export const CPU_COLUMNS: readonly Column<Exclusive>[] = [
  { key: "cpu", name: "CPU", value: ({ cpu }) => cpu },
  { key: "numa", name: "NUMA", value: ({ numaNode }) => numaNode },
  {
    key: "holder",
    name: "Held by",
    value: ({ assignments }) =>
      assignments.map(({ namespace, pod, container }) => `${namespace}/${pod}/${container}`).join(" ") || null,
    json: ({ assignments }) => assignments.map(({ namespace, pod, container }) => ({ namespace, pod, container })),
  },
];
