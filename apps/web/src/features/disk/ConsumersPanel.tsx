import type { DiskConsumerView } from "@bayplan/api/views";
import { useMemo } from "react";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { podColumns } from "../pod/podColumns.tsx";
import { sizeColumn } from "./sizeColumn.tsx";

const columnsOf = (node: string): Column<DiskConsumerView>[] => [
  ...podColumns<DiskConsumerView>(node, (row) => row),
  {
    key: "what",
    name: "What",
    value: ({ kind, container, volume, volumeType }) =>
      [kind === "layer" ? "written layer" : kind, container ?? volume, volumeType && `(${volumeType})`]
        .filter(Boolean)
        .join(" "),
  },
  {
    key: "where",
    name: "Where",
    width: "110px",
    value: ({ onNode }) => (onNode ? "node" : "elsewhere"),
    render: ({ onNode }) => (onNode ? "node's disk" : "elsewhere"),
  },
  { key: "inodes", name: "Inodes", width: "90px", numeric: true, value: ({ inodesUsed }) => inodesUsed },
  sizeColumn(),
];

/** Who fills the disks: layers, logs and volumes of each pod. */
export const ConsumersPanel = ({ node, consumers }: { node: string; consumers: readonly DiskConsumerView[] }) => {
  const columns = useMemo(() => columnsOf(node), [node]);
  return (
    <TablePanel
      title="Who fills it"
      name="disk"
      rows={consumers}
      columns={columns}
      keyOf={({ key }) => key}
      empty={<p className="soft">The kubelet's sample tells of none.</p>}
    />
  );
};
