import type { NodeRow } from "@bayplan/api/views";
import { useTable, type HeaderGroup, type Row, type SortingState, type Updater } from "@tanstack/react-table";
import { memo, useMemo } from "react";
import { useFocusFollows } from "../../ui/useFocusFollows.ts";
import { useUniformRows } from "../../ui/useUniformRows.ts";
import { fleetColumns, fleetFeatures } from "./fleetColumns.tsx";
import styles from "./FleetTable.module.css";
import { readOrder, writeOrder } from "./tableOrder.ts";

/** Two lines of text. */
const ROW_HEIGHT = 46;

type FlexRender = ReturnType<typeof useTable<typeof fleetFeatures, NodeRow>>["FlexRender"];

/** Drawn anew only when the node itself changed, however often the list moves. */
const Cells = memo(
  ({ row, FlexRender }: { row: Row<typeof fleetFeatures, NodeRow>; FlexRender: FlexRender }) =>
    row.getAllCells().map((cell) => (
      <div key={cell.column.id} role="cell">
        <FlexRender cell={cell} />
      </div>
    )),
  (before, after) => before.row.original === after.row.original,
);
Cells.displayName = "Cells";

interface HeadsProps {
  groups: HeaderGroup<typeof fleetFeatures, NodeRow>[];
  FlexRender: FlexRender;
  /** What they show; drawn anew only with another. */
  sorting: SortingState;
}

const Heads = memo(({ groups, FlexRender }: HeadsProps) => (
  <div role="rowgroup" className={styles.heads}>
    {groups.map((group) => (
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
                <FlexRender header={header} />
                <span aria-hidden="true">{sorted === false ? "" : sorted === "asc" ? " ↑" : " ↓"}</span>
              </button>
            </div>
          );
        })}
      </div>
    ))}
  </div>
));
Heads.displayName = "Heads";

interface FleetTableProps {
  /** In that order already. */
  rows: readonly NodeRow[];
  order: string | undefined;
  onOrder(order: string): void;
}

/** The fleet as rows of figures. The table holds the rows in sight alone, so that 5,000 cost no more than 50. */
export const FleetTable = ({ rows, order, onOrder }: FleetTableProps) => {
  const sorting = useMemo(() => readOrder(order), [order]);
  const { list, height, visible } = useUniformRows(rows.length, ROW_HEIGHT);
  const onFocus = useFocusFollows(list);
  const table = useTable({
    features: fleetFeatures,
    columns: fleetColumns,
    data: visible.flatMap(({ index }) => rows[index] ?? []),
    manualSorting: true,
    state: { sorting },
    onSortingChange: (updater: Updater<SortingState>) =>
      onOrder(writeOrder(typeof updater === "function" ? updater(sorting) : updater)),
  });
  const tableRows = table.getRowModel().rows;
  return (
    <div className={styles.scroll}>
      <div className={styles.table} role="table" aria-label="Nodes" aria-rowcount={rows.length}>
        <Heads groups={table.getHeaderGroups()} FlexRender={table.FlexRender} sorting={sorting} />
        <div role="rowgroup" ref={list} className={styles.body} style={{ height }} onFocus={onFocus}>
          {visible.map(({ slot, index, top }, place) => {
            const row = tableRows[place];
            return (
              row && (
                <div key={slot} role="row" aria-rowindex={index + 2} className={styles.row} style={{ top }}>
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
