import type { ReactNode } from "react";
import { CopyButton } from "../CopyButton.tsx";
import type { CellValue, Column } from "./column.ts";

/** What a wide table shows where a row has nothing to tell; a narrow one leaves it out. */
const NOTHING = "–";

const words = (value: CellValue): ReactNode => {
  if (value === null || value === "") return NOTHING;
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
};

/** What a column shows of a row, and the button that copies it. */
export const Cell = <Row,>({ column, row }: { column: Column<Row>; row: Row }) => {
  const copied = column.copy?.(row) ?? null;
  const shown = column.render ? column.render(row) : words(column.value(row));
  return (
    <div
      role="cell"
      data-label={column.name}
      data-numeric={column.numeric || undefined}
      data-empty={!shown || shown === NOTHING || undefined}
    >
      {shown}
      {copied !== null && (
        <>
          {" "}
          <CopyButton text={copied} what={column.name.toLowerCase()} />
        </>
      )}
    </div>
  );
};
