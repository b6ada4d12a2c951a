import type { CellValue, Column } from "./column.ts";

/**
 * A cell of CSV after RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it: names
 * and messages come from workloads.
 */
const cell = (value: CellValue): string => {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const toCsv = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string =>
  [columns.map(({ name }) => cell(name)), ...rows.map((row) => columns.map(({ value }) => cell(value(row))))]
    .map((line) => `${line.join(",")}\r\n`)
    .join("");

/** An array of objects by the columns' keys. */
export const toJson = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string =>
  `${JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map(({ key, value }) => [key, value(row)]))),
    null,
    2,
  )}\n`;

/** Hands a text to the browser as a file. */
export const download = (name: string, type: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};
