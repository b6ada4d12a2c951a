import type { CpusView } from "@bayplan/api/views";
import { useMemo } from "react";
import { formatShare } from "../../format/quantity.ts";
import { formatDuration } from "../../format/time.ts";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { podColumns } from "../pod/podColumns.tsx";

type Throttled = CpusView["throttled"][number];

const columnsOf = (node: string): Column<Throttled>[] => [
  ...podColumns<Throttled>(node, (row) => row, "minmax(0, 2fr)"),
  { key: "container", name: "Container", value: ({ container }) => container },
  {
    key: "recentShare",
    name: "Now",
    numeric: true,
    value: ({ recentShare }) => recentShare,
    render: ({ recentShare }) => (recentShare === null ? "–" : formatShare(recentShare)),
  },
  {
    key: "share",
    name: "Since it started",
    numeric: true,
    value: ({ share }) => share,
    render: ({ share }) => formatShare(share),
  },
  {
    key: "throttled",
    name: "Held back for",
    unit: "seconds",
    numeric: true,
    value: ({ throttledSeconds }) => throttledSeconds,
    render: ({ throttledSeconds }) => (
      <span title={`${throttledSeconds} s in all`}>{formatDuration(Math.round(throttledSeconds) * 1000)}</span>
    ),
  },
];

/** Containers that their CPU limit held back. */
export const ThrottlingPanel = ({ cpus: { throttled }, node }: { cpus: CpusView; node: string }) => {
  const columns = useMemo(() => columnsOf(node), [node]);
  return (
    <TablePanel
      title="Held back by a CPU limit"
      name="throttled"
      label="Throttled containers"
      rows={throttled}
      columns={columns}
      keyOf={({ namespace, pod, container }) => `${namespace}/${pod}/${container}`}
      empty={
        <p className="soft">
          No container is, or the kubelet's cAdvisor metrics may not be read: the Sources tab tells.
        </p>
      }
    />
  );
};
