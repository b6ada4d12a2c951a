import type { ReactNode } from "react";
import { CommandMenu } from "../../ui/CommandMenu.tsx";
import { TextRoomContext, useTextRoom } from "../../ui/CutText.tsx";
import { Row } from "../../ui/Row.tsx";
import { Cell } from "../../ui/table/Cell.tsx";
import { pressed } from "../../ui/table/sort.ts";
import { useTables } from "../../ui/table/tables.ts";
import { useWidth } from "../../ui/useWidth.ts";
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
      <CommandMenu of={line.container.name} commands={() => containerCommands(line.pod, line.container)} />
    </div>
  </Row>
);

interface ContainerTableProps {
  /** Of the table that the heads of the columns sort. */
  name: string;
  label: string;
  className: string | undefined;
  headClass: string | undefined;
  /** Groups of rows. */
  children: ReactNode;
}

/** Containers in rows below the heads of their columns; on narrow screens each figure carries its own. */
export const ContainerTable = ({ name, label, className, headClass, children }: ContainerTableProps) => {
  const { setOrder } = useTables();
  const { measured, width } = useWidth();
  return (
    <div role="table" aria-label={label} className={className}>
      <div role="rowgroup" className={headClass}>
        <div role="row" className={styles.columns}>
          {SHOWN.map(({ key, name: head, numeric = false }) => (
            <div
              key={key}
              ref={key === "image" ? measured : undefined}
              role="columnheader"
              aria-sort="none"
              data-numeric={numeric || undefined}
            >
              <button type="button" onClick={() => setOrder(name, pressed(null, key, numeric))}>
                {head}
              </button>
            </div>
          ))}
          <div role="columnheader">
            <span className="visually-hidden">Commands</span>
          </div>
        </div>
      </div>
      <TextRoomContext value={useTextRoom(width)}>{children}</TextRoomContext>
    </div>
  );
};
