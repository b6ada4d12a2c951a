import type { ReactNode } from "react";
import { NonePasses, type NonePassesProps } from "../NonePasses.tsx";
import { Panel } from "../Panel.tsx";
import { DataTable, type DataTableProps } from "./DataTable.tsx";
import { ExportButtons } from "./ExportButtons.tsx";
import { SortField } from "./SortField.tsx";
import styles from "./TablePanel.module.css";

interface TablePanelProps<Row> extends Omit<DataTableProps<Row>, "label"> {
  title: string;
  /** What its files are called, where its name does not say enough. */
  file?: string;
  /** What the table is called; the title where it is left out. */
  label?: string;
  /** Beside the title. */
  aside?: ReactNode;
  /** Between the title and the table. */
  children?: ReactNode;
  /** Below the table. */
  below?: ReactNode;
  /** Said where there is no row, filters or not. */
  empty?: ReactNode;
  /** Where filters can leave nothing: of how many of what, and the way out. */
  filtered?: NonePassesProps;
}

/** A table with its title, its filters and its files; or why there is no row. */
export const TablePanel = <Row,>({
  title,
  file,
  label = title,
  aside,
  children,
  below,
  empty,
  filtered,
  ...table
}: TablePanelProps<Row>) => {
  const { name, rows, columns, outdated } = table;
  return (
    <Panel
      title={title}
      aside={
        <>
          {aside}
          {rows.length > 1 && <SortField name={name} label={label} columns={columns} />}
          {rows.length > 0 && <ExportButtons name={name} file={file} rows={outdated ? [] : rows} columns={columns} />}
        </>
      }
    >
      {children}
      {rows.length > 0 ? <DataTable label={label} {...table} /> : filtered?.of ? <NonePasses {...filtered} /> : empty}
      {below && <div className={styles.below}>{below}</div>}
    </Panel>
  );
};
