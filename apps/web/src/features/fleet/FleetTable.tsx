import type { NodeRow } from "@bayplan/api/views";
import { useTable, type Row, type SortingState, type Updater } from "@tanstack/react-table";
import { memo, useMemo } from "react";
import { useVirtualRows } from "../../ui/useVirtualRows.ts";
import { fleetColumns, fleetFeatures } from "./fleetColumns.tsx";
import styles from "./FleetTable.module.css";
import { readOrder, writeOrder } from "./tableOrder.ts";

const ROW_HEIGHT = 46;

type TableRow = Row<typeof fleetFeatures, NodeRow>;

/** Drawn anew only when the node itself changed, however often the list moves. */
const Cells = memo(
  ({
    row,
    FlexRender,
  }: {
    row: TableRow;
    FlexRender: ReturnType<typeof useTable<typeof fleetFeatures, NodeRow>>["FlexRender"];
  }) =>
    row.getAllCells().map((cell) => (
      <div key={cell.id} role="cell">
        <FlexRender cell={cell} />
      </div>
    )),
  (before, after) => before.row.original === after.row.original,
);
Cells.displayName = "Cells";

interface FleetTableProps {
  /** In that order already. */
  rows: readonly NodeRow[];
  order: string | undefined;
  onOrder(order: string): void;
}

/** The fleet as rows of figures. The table holds the rows in sight alone, so that 5,000 cost no more than 50. */
export const FleetTable = ({ rows, order, onOrder }: FleetTableProps) => {
  const sorting = useMemo(() => readOrder(order), [order]);
  const { list, height, visible, measure } = useVirtualRows({
    items: rows,
    estimate: () => ROW_HEIGHT,
  });
  const table = useTable({
    features: fleetFeatures,
    columns: fleetColumns,
    data: visible.map(({ item }) => item),
    getRowId: ({ key }) => key,
    manualSorting: true,
    state: { sorting },
    onSortingChange: (updater: Updater<SortingState>) =>
      onOrder(writeOrder(typeof updater === "function" ? updater(sorting) : updater)),
  });
  const tableRows = table.getRowModel().rows;
  return (
    <div className={styles.scroll}>
      <div className={styles.table} role="table" aria-label="Nodes" aria-rowcount={rows.length}>
        <div role="rowgroup" className={styles.heads}>
          {table.getHeaderGroups().map((group) => (
            <div key={group.id} role="row" className={styles.head}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                return (
                  <div
                    key={header.id}
                    role="columnheader"
                    aria-sort={sorted === false ? "none" : sorted === "asc" ? "ascending" : "descending"}
                  >
                    <button type="button" onClick={() => header.column.toggleSorting()}>
                      <table.FlexRender header={header} />
                      <span aria-hidden="true">{sorted === false ? "" : sorted === "asc" ? " ↑" : " ↓"}</span>
                    </button>
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        <div role="rowgroup" ref={list} className={styles.body} style={{ height }}>
          {tableRows.map((row, index) => {
            const place = visible[index];
            return (
              place && (
                <div
                  key={row.id}
                  role="row"
                  aria-rowindex={place.index + 2}
                  className={styles.row}
                  data-index={place.index}
                  ref={measure}
                  style={{ top: place.top }}
                >
                  <Cells row={row} FlexRender={table.FlexRender} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
};
