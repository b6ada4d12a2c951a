import { Quantity } from "../../ui/Quantity.tsx";
import type { Column } from "../../ui/table/column.ts";

/** What something takes of a disk. */
export const sizeColumn = <Row extends { usedBytes: number | null }>(): Column<Row> => ({
  key: "used",
  name: "Takes",
  unit: "bytes",
  width: "90px",
  numeric: true,
  value: ({ usedBytes }) => usedBytes,
  render: ({ usedBytes }) => <Quantity resource="storage" amount={usedBytes} unknown="not yet" />,
});
