import type { Millis } from "@bayplan/shared";
import type { CellValue, Column } from "./column.ts";

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * A cell of CSV after RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it: names
 * and messages come from workloads. A number is none, whatever its sign.
 */
const cell = (value: CellValue): string => {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const headOf = ({ name, unit }: Pick<Column<never>, "name" | "unit">): string => (unit ? `${name} (${unit})` : name);

const keyOf = ({ key, unit = "" }: Pick<Column<never>, "key" | "unit">): string =>
  `${key}${unit.charAt(0).toUpperCase()}${unit.slice(1)}`;

/** A head, then a line a row; what is not known is empty. */
export const toCsv = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string =>
  [columns.map((column) => cell(headOf(column))), ...rows.map((row) => columns.map(({ value }) => cell(value(row))))]
    .map((line) => `${line.join(",")}\r\n`)
    .join("");

/**
 * An array of objects by the columns' keys, a unit at their end: `usedBytes`. What is not known is null.
 * Where a cell joins several values to a text, they stand apart here.
 */
export const toJson = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string =>
  `${JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        columns.flatMap((column) => {
          const value = (column.json ?? column.value)(row);
          return value === undefined ? [] : [[keyOf(column), value]];
        }),
      ),
    ),
    null,
    2,
  )}\n`;

/** `bayplan-web-03-containers-2026-11-21T143300Z`: what, of whom, at which moment. */
export const fileName = (table: string, subject: string | null, now: Millis | null): string => {
  const moment = now === null ? null : `${new Date(now).toISOString().slice(0, 19).replaceAll(":", "")}Z`;
  return ["bayplan", subject, table, moment]
    .filter((part) => part !== null)
    .map((part) => part.replace(/[^\w.-]+/g, "-"))
    .join("-");
};

/** Hands a text to the browser as a file. */
export const download = (name: string, type: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};
