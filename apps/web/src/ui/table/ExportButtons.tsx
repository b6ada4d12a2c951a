import type { Column } from "./column.ts";
import { download, toCsv, toJson } from "./export.ts";
import styles from "./DataTable.module.css";

interface ExportButtonsProps<Row> {
  /** Of the file, without its ending. */
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
}

/** The rows of a table as a file, those that pass its filters. */
export const ExportButtons = <Row,>({ name, rows, columns }: ExportButtonsProps<Row>) => (
  <span className={styles.exports}>
    <button
      type="button"
      disabled={rows.length === 0}
      aria-label={`Save ${name} as CSV`}
      onClick={() => download(`${name}.csv`, "text/csv", toCsv(rows, columns))}
    >
      CSV
    </button>
    <button
      type="button"
      disabled={rows.length === 0}
      aria-label={`Save ${name} as JSON`}
      onClick={() => download(`${name}.json`, "application/json", toJson(rows, columns))}
    >
      JSON
    </button>
  </span>
);
