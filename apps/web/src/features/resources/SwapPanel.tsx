import type { CpusView } from "@bayplan/api/views";
import { useMemo } from "react";
import { Quantity } from "../../ui/Quantity.tsx";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { podColumns } from "../pod/podColumns.tsx";

type Swapped = CpusView["swap"]["pods"][number];

const columnsOf = (node: string): Column<Swapped>[] => [
  ...podColumns<Swapped>(node, (row) => row, "minmax(0, 2fr)"),
  {
    key: "swap",
    name: "In swap",
    unit: "bytes",
    numeric: true,
    value: ({ bytes }) => bytes,
    render: ({ bytes }) => <Quantity resource="memory" amount={bytes} />,
  },
];

/** The node's swap, and which pods have memory in it. */
export const SwapPanel = ({ cpus: { swap }, node }: { cpus: CpusView; node: string }) => {
  const columns = useMemo(() => columnsOf(node), [node]);
  return (
    <TablePanel
      title="Swap"
      name="swap"
      label="Pods with memory in swap"
      aside={
        <span className="soft">
          {swap.capacityBytes !== null && (
            <>
              <Quantity resource="memory" amount={swap.usedBytes} /> of{" "}
              <Quantity resource="memory" amount={swap.capacityBytes} /> used,{" "}
            </>
          )}
          {swap.behavior ?? "setting not told"}
        </span>
      }
      rows={swap.pods}
      columns={columns}
      keyOf={({ uid }) => uid}
      empty={
        <p className="soft">
          {swap.capacityBytes === null ? "The node has no swap, or does not tell of it." : "No pod has memory in it."}
        </p>
      }
    />
  );
};
