import type { EmptyDirView } from "@bayplan/api/views";
import { useMemo } from "react";
import { Quantity } from "../../ui/Quantity.tsx";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { podColumns } from "../pod/podColumns.tsx";
import { largestOf, sizeColumn } from "./sizeColumn.tsx";

const columnsOf = (node: string, largest: number): Column<EmptyDirView>[] => [
  ...podColumns<EmptyDirView>(node, (row) => row),
  { key: "volume", name: "Volume", value: ({ volume }) => volume },
  { key: "medium", name: "Medium", width: "90px", value: ({ medium }) => medium || "disk" },
  sizeColumn(largest),
  {
    key: "limit",
    name: "Limit",
    unit: "bytes",
    width: "90px",
    numeric: true,
    value: ({ limitBytes }) => limitBytes,
    render: ({ limitBytes }) => <Quantity resource="storage" amount={limitBytes} unknown="none" />,
  },
];

/** The pods' own scratch volumes against their limits. */
export const EmptyDirsPanel = ({ node, emptyDirs }: { node: string; emptyDirs: readonly EmptyDirView[] }) => {
  const largest = largestOf(emptyDirs);
  const columns = useMemo(() => columnsOf(node, largest), [node, largest]);
  return (
    <TablePanel
      title="emptyDir volumes"
      name="emptydirs"
      rows={emptyDirs}
      columns={columns}
      keyOf={({ key }) => key}
      empty={<p className="soft">No pod here has one.</p>}
    />
  );
};
