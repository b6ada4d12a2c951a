import type { NodeRow } from "@bayplan/api/views";
import { useTable, type SortingState, type Updater } from "@tanstack/react-table";
import { useMemo } from "react";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { fleetColumns, fleetFeatures } from "./fleetColumns.tsx";
import styles from "./FleetTable.module.css";

const ROW_HEIGHT = 45;

/** `-memory` is the memory column, descending; nothing is the column that shows trouble, worst first. */
export const readOrder = (order: string | undefined): SortingState => {
  if (order === undefined) return [{ id: "state", desc: true }];
  return [{ id: order.replace(/^-/, ""), desc: order.startsWith("-") }];
};

export const writeOrder = ([first]: SortingState): string => (first ? `${first.desc ? "-" : ""}${first.id}` : "");

interface FleetTableProps {
  rows: readonly NodeRow[];
  order: string | undefined;
  onOrder(order: string): void;
}

/** The fleet as rows of figures. */
export const FleetTable = ({ rows, order, onOrder }: FleetTableProps) => {
  const sorting = useMemo(
    () =>
      readOrder(order).filter(({ id }) =>
        fleetColumns.some((column) => column.id === id || ("accessorKey" in column && column.accessorKey === id)),
      ),
    [order],
  );
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({
    features: fleetFeatures,
    columns: fleetColumns,
    data,
    getRowId: (row) => row.key,
    state: { sorting },
    onSortingChange: (updater: Updater<SortingState>) =>
      onOrder(writeOrder(typeof updater === "function" ? updater(sorting) : updater)),
  });
  return (
    <div className={styles.scroll}>
      <div className={styles.table} role="table" aria-label="Nodes" aria-rowcount={rows.length}>
        <div role="rowgroup">
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
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      <table.FlexRender header={header} />
                      <span aria-hidden="true">{sorted === false ? "" : sorted === "asc" ? " ↑" : " ↓"}</span>
                    </button>
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        <VirtualList
          role="rowgroup"
          items={table.getRowModel().rows}
          keyOf={(row) => row.id}
          estimate={() => ROW_HEIGHT}
          render={(row) => (
            <div role="row" className={styles.row}>
              {row.getAllCells().map((cell) => (
                <div key={cell.id} role="cell">
                  <table.FlexRender cell={cell} />
                </div>
              ))}
            </div>
          )}
        />
      </div>
    </div>
  );
};
