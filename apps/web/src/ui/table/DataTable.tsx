import { useMemo } from "react";
import { CommandMenu } from "../CommandMenu.tsx";
import { Row } from "../Row.tsx";
import type { Command } from "../CommandButton.tsx";
import { useVirtualRows } from "../useVirtualRows.ts";
import { Cell } from "./Cell.tsx";
import { inOrder, type Column } from "./column.ts";
import styles from "./DataTable.module.css";
import { pressed } from "./sort.ts";
import { useTables } from "./tables.ts";
import { useRowKeys } from "./useRowKeys.ts";

export interface DataTableProps<Line> {
  /** In the address and in the names of files: letters, digits, `-` and `_`. */
  name: string;
  /** For those who do not see it. */
  label: string;
  rows: readonly Line[];
  columns: readonly Column<Line>[];
  keyOf(row: Line): string;
  /** What one would type about a row; offered at its end. */
  commandsOf?(row: NoInfer<Line>): readonly Command[];
  /** Pixels of a row before it has been measured. */
  estimate?: number;
  /** The rows answer what was asked before, and are shown until the answer comes: no file is made of them. */
  outdated?: boolean;
}

/**
 * A table of any length that scrolls with the page; its heads stay in sight and sort it, arrow keys go from row to row.
 * On narrow screens each row is a card.
 */
export const DataTable = <Line,>({
  name,
  label,
  rows,
  columns,
  keyOf,
  commandsOf,
  estimate = 33,
  outdated = false,
}: DataTableProps<Line>) => {
  const tables = useTables();
  const order = useMemo(() => tables.orderOf(name), [tables, name]);
  const shown = useMemo(() => columns.filter(({ fileOnly }) => !fileOnly), [columns]);
  const sorted = useMemo(() => inOrder(rows, shown, order), [rows, shown, order]);
  const virtual = useVirtualRows({ items: sorted, keyOf, estimate: () => estimate });
  const { list, height, visible, measure } = virtual;
  const { focusable, onKeyDown, onFocus } = useRowKeys(virtual, sorted.length);
  const template = [...shown.map(({ width = "minmax(0, 1fr)" }) => width), ...(commandsOf ? ["24px"] : [])].join(" ");
  return (
    <div
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-busy={outdated || undefined}
      className={styles.table}
    >
      <div role="rowgroup" className={styles.heads}>
        <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: template }}>
          {shown.map(({ key, name: head, numeric = false }) => {
            const sort = order?.key === key ? (order.descending ? "descending" : "ascending") : "none";
            return (
              <div key={key} role="columnheader" aria-sort={sort} data-numeric={numeric || undefined}>
                <button type="button" onClick={() => tables.setOrder(name, pressed(order, key, numeric))}>
                  {head}
                  <span aria-hidden="true">{sort === "none" ? "" : sort === "ascending" ? " ↑" : " ↓"}</span>
                </button>
              </div>
            );
          })}
          {commandsOf && (
            <div role="columnheader">
              <span className="visually-hidden">Commands</span>
            </div>
          )}
        </div>
      </div>
      <div
        role="rowgroup"
        ref={list}
        className={styles.body}
        style={{ height }}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        {visible.map(({ item, key, index, top }) => (
          <Row
            key={key}
            aria-rowindex={index + 2}
            tabIndex={index === focusable ? 0 : -1}
            className={styles.row}
            data-index={index}
            ref={measure}
            style={{ top, gridTemplateColumns: template }}
          >
            {shown.map((column) => (
              <Cell key={column.key} column={column} row={item} />
            ))}
            {commandsOf && (
              <div role="cell" className={styles.commands}>
                <CommandMenu commands={commandsOf(item)} />
              </div>
            )}
          </Row>
        ))}
      </div>
    </div>
  );
};
