import type { DiskConsumerView } from "@bayplan/api/views";
import { useMemo } from "react";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { podColumns } from "../pod/podColumns.tsx";
import { largestOf, sizeColumn } from "./sizeColumn.tsx";

const KIND_WORDS: Record<DiskConsumerView["kind"], string> = {
  layer: "written by",
  logs: "logs of",
  volume: "volume",
};

/** `logs of app`, `volume spool, emptyDir`. */
const whatWords = ({ kind, container, volume, volumeType }: DiskConsumerView): string =>
  `${KIND_WORDS[kind]} ${container ?? volume ?? ""}${volumeType ? `, ${volumeType}` : ""}`;

const columnsOf = (node: string, largest: number): Column<DiskConsumerView>[] => [
  ...podColumns<DiskConsumerView>(node, (row) => row),
  {
    key: "what",
    name: "What",
    value: whatWords,
  },
  {
    key: "where",
    name: "Where",
    width: "110px",
    value: ({ onNode }) => (onNode ? "node" : "elsewhere"),
    render: ({ onNode }) => (onNode ? "node's disk" : "elsewhere"),
  },
  { key: "inodes", name: "Inodes", width: "90px", numeric: true, value: ({ inodesUsed }) => inodesUsed },
  sizeColumn(largest),
];

/** Who fills the disks: layers, logs and volumes of each pod. */
export const ConsumersPanel = ({ node, consumers }: { node: string; consumers: readonly DiskConsumerView[] }) => {
  const largest = largestOf(consumers.filter(({ onNode }) => onNode));
  const columns = useMemo(() => columnsOf(node, largest), [node, largest]);
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
