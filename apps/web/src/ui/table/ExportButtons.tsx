import { inOrder, type Column } from "./column.ts";
import { download, fileName, toCsv, toJson } from "./export.ts";
import styles from "./ExportButtons.module.css";
import { useTables } from "./tables.ts";

interface ExportButtonsProps<Row> {
  /** Of the table: `containers`. */
  name: string;
  /** What its files are called: its name, where nothing else is said. */
  file?: string | undefined;
  /** A function, where there are many and it takes work to tell which. */
  rows: readonly Row[] | (() => readonly Row[]);
  columns: readonly Column<Row>[];
}

/** The rows of a table as a file, those that pass its filters, in its order. */
export const ExportButtons = <Row,>({ name, file = name, rows, columns }: ExportButtonsProps<Row>) => {
  const tables = useTables();
  const none = typeof rows !== "function" && rows.length === 0;
  const save = (ending: string, type: string, write: typeof toCsv<Row>): void =>
    download(
      `${fileName(file, tables.subject, tables.now())}.${ending}`,
      type,
      write(inOrder(typeof rows === "function" ? rows() : rows, columns, tables.orderOf(name)), columns),
    );
  return (
    <span className={styles.exports}>
      <button
        type="button"
        disabled={none}
        aria-label={`Save ${file} as CSV`}
        onClick={() => save("csv", "text/csv;charset=utf-8", toCsv)}
      >
        CSV
      </button>
      <button
        type="button"
        disabled={none}
        aria-label={`Save ${file} as JSON`}
        onClick={() => save("json", "application/json", toJson)}
      >
        JSON
      </button>
    </span>
  );
};
