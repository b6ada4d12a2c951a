import { useMemo, useState } from "react";
import { useVirtualRows } from "../useVirtualRows.ts";
import { inOrder, type Column, type Order } from "./column.ts";
import styles from "./DataTable.module.css";

interface DataTableProps<Row> {
  /** For those who do not see it. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  /** Pixels of a row before it has been measured. */
  estimate?: number;
}

/** A table of any length that scrolls with the page; its heads sort it. On narrow screens each row is a card. */
export const DataTable = <Row,>({ label, rows, columns, keyOf, estimate = 33 }: DataTableProps<Row>) => {
  const [order, setOrder] = useState<Order | null>(null);
  const sorted = useMemo(() => inOrder(rows, columns, order), [rows, columns, order]);
  const { list, height, visible, measure } = useVirtualRows({ items: sorted, keyOf, estimate: () => estimate });
  const template = columns.map(({ width = "minmax(0, 1fr)" }) => width).join(" ");
  const press = ({ key, numeric = false }: Column<Row>): void =>
    setOrder((before) =>
      before?.key !== key
        ? { key, descending: numeric }
        : before.descending === numeric
          ? { key, descending: !numeric }
          : null,
    );
  return (
    <div role="table" aria-label={label} aria-rowcount={rows.length + 1} className={styles.table}>
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: template }}>
          {columns.map((column) => {
            const sort = order?.key === column.key ? (order.descending ? "descending" : "ascending") : "none";
            return (
              <div key={column.key} role="columnheader" aria-sort={sort} data-numeric={column.numeric || undefined}>
                <button type="button" onClick={() => press(column)}>
                  {column.name}
                  <span aria-hidden="true">{sort === "none" ? "" : sort === "ascending" ? " ↑" : " ↓"}</span>
                </button>
              </div>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" ref={list} className={styles.body} style={{ height }}>
        {visible.map(({ item, key, index, top }) => (
          <div
            key={key}
            role="row"
            aria-rowindex={index + 2}
            className={styles.row}
            data-index={index}
            ref={measure}
            style={{ transform: `translateY(${top}px)`, gridTemplateColumns: template }}
          >
            {columns.map((column) => (
              <div key={column.key} role="cell" data-label={column.name} data-numeric={column.numeric || undefined}>
                {column.render ? column.render(item) : (column.value(item) ?? "–")}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
};
