import { CommandMenu } from "../../ui/CommandMenu.tsx";
import { Row } from "../../ui/Row.tsx";
import { Cell } from "../../ui/table/Cell.tsx";
import { pressed } from "../../ui/table/sort.ts";
import { useTables } from "../../ui/table/tables.ts";
import { containerCommands } from "./commands.ts";
import { CONTAINER_COLUMNS, type ContainerLine } from "./containerColumns.tsx";
import styles from "./ContainerRow.module.css";

const SHOWN = CONTAINER_COLUMNS.filter(({ fileOnly }) => !fileOnly);

/** One container in a line of the table that `ContainerColumns` heads. */
export const ContainerRow = ({ line }: { line: ContainerLine }) => (
  <Row className={styles.row}>
    {SHOWN.map((column) => (
      <Cell key={column.key} column={column} row={line} />
    ))}
    <div role="cell" className={styles.commands}>
      <CommandMenu of={line.container.name} commands={containerCommands(line.pod, line.container)} />
    </div>
  </Row>
);

/** The heads of the columns, which sort the table of that name; on narrow screens each figure carries its own. */
export const ContainerColumns = ({ table }: { table: string }) => {
  const { setOrder } = useTables();
  return (
    <div role="row" className={styles.columns}>
      {SHOWN.map(({ key, name, numeric = false }) => (
        <div key={key} role="columnheader" aria-sort="none" data-numeric={numeric || undefined}>
          <button type="button" onClick={() => setOrder(table, pressed(null, key, numeric))}>
            {name}
          </button>
        </div>
      ))}
      <div role="columnheader">
        <span className="visually-hidden">Commands</span>
      </div>
    </div>
  );
};
