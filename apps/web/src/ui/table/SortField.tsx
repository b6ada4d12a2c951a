import { ChoiceField } from "../Fields.tsx";
import type { Column } from "./column.ts";
import { pressed } from "./sort.ts";
import styles from "./SortField.module.css";
import { useTables } from "./tables.ts";

interface SortFieldProps<Row> {
  /** Of the table: `containers`. */
  name: string;
  /** What the table is called, for those who do not see which one it is. */
  label: string;
  columns: readonly Column<Row>[];
  /** What the order is called that the rows come in. */
  unsorted?: string;
  /** Its heads are hidden below 1,000 pixels already, not below 800. */
  early?: boolean;
}

/** On narrow screens, where a table has no heads to press: by which column it is sorted, and which way. */
export const SortField = <Row,>({
  name,
  label,
  columns,
  unsorted = "as listed",
  early = false,
}: SortFieldProps<Row>) => {
  const tables = useTables();
  const order = tables.orderOf(name);
  const shown = columns.filter(({ fileOnly }) => !fileOnly);
  const sorted = order && shown.some(({ key }) => key === order.key) ? order : null;
  const choose = (key: string): void => {
    const column = shown.find((each) => each.key === key);
    tables.setOrder(name, column ? pressed(null, key, column.numeric ?? false) : null);
  };
  return (
    <span className={styles.sort} data-early={early || undefined}>
      <span aria-hidden="true">Sort by</span>
      <ChoiceField
        label={`Sort ${label} by`}
        value={sorted?.key ?? ""}
        options={[{ value: "", label: unsorted }, ...shown.map(({ key, name: head }) => ({ value: key, label: head }))]}
        onChange={choose}
        required
      />
      {sorted && (
        <button
          type="button"
          className={styles.direction}
          aria-label={sorted.descending ? "Descending: sort ascending" : "Ascending: sort descending"}
          onClick={() => tables.setOrder(name, { ...sorted, descending: !sorted.descending })}
        >
          <span aria-hidden="true">{sorted.descending ? "↓" : "↑"}</span>
        </button>
      )}
    </span>
  );
};
