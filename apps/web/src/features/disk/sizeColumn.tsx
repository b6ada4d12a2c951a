import type { CSSProperties } from "react";
import { Quantity } from "../../ui/Quantity.tsx";
import type { Column } from "../../ui/table/column.ts";
import styles from "./sizeColumn.module.css";

interface Sized {
  usedBytes: number | null;
  /** False: it takes nothing of the node's own disks. */
  onNode?: boolean;
}

/** The largest of them: its bar fills the column. Bytes. */
export const largestOf = (rows: readonly Sized[]): number =>
  rows.reduce((largest, { usedBytes }) => Math.max(largest, usedBytes ?? 0), 0);

/** What something takes of a disk, with a bar beside the largest of all. */
export const sizeColumn = <Row extends Sized>(largest: number): Column<Row> => ({
  key: "used",
  name: "Takes",
  unit: "bytes",
  width: "minmax(110px, 0.7fr)",
  numeric: true,
  value: ({ usedBytes }) => usedBytes,
  render: ({ usedBytes, onNode = true }) => (
    <span
      className={styles.size}
      style={{ "--share": `${onNode && usedBytes && largest ? (usedBytes / largest) * 100 : 0}%` } as CSSProperties}
    >
      <Quantity resource="storage" amount={usedBytes} unknown="not measured" />
    </span>
  ),
});
