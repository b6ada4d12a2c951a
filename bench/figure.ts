/** One measured figure beside what it should be. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What it must not exceed; absent where there is no target yet. */
  target?: number;
}

const number = (value: number): string =>
  value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 });

/** A table of figures for the terminal; a figure over its target says so in words. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, target }) => [
    name,
    `${number(value)} ${unit}`,
    target === undefined ? "" : `≤ ${number(target)} ${unit}`,
    target === undefined ? "" : value <= target ? "ok" : "OVER",
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  "),
    )
    .join("\n");
}

/** The value that a share of all lie at or below; the values need no order. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
