import { describe, expect, test } from "vitest";
import { inOrder, type Column } from "./column.ts";
import { toCsv, toJson } from "./export.ts";

interface Row {
  name: string;
  bytes: number | null;
}

const columns: Column<Row>[] = [
  { key: "name", name: "Name", value: ({ name }) => name },
  { key: "bytes", name: "Size", value: ({ bytes }) => bytes, numeric: true },
];

const rows: Row[] = [
  { name: "web-10", bytes: null },
  { name: "web-2", bytes: 7 },
  { name: "web-1", bytes: 30 },
];

describe("order", () => {
  test("names are sorted as people count", () =>
    expect(inOrder(rows, columns, { key: "name", descending: false }).map(({ name }) => name)).toEqual([
      "web-1",
      "web-2",
      "web-10",
    ]));

  test.each([true, false])("what is not known comes last (descending: %s)", (descending) =>
    expect(inOrder(rows, columns, { key: "bytes", descending }).at(-1)?.name).toBe("web-10"),
  );

  test("without one the rows stay as they come", () => expect(inOrder(rows, columns, null)).toBe(rows));
});

describe("export", () => {
  test("CSV quotes what must be quoted and disarms formulas", () =>
    expect(
      toCsv(
        [
          { name: 'a "b", c', bytes: -1 },
          { name: "=SUM(A1)", bytes: null },
        ],
        columns,
      ),
    ).toBe('Name,Size\r\n"a ""b"", c",-1\r\n\'=SUM(A1),\r\n'));

  test("JSON keeps numbers and what is not known", () =>
    expect(JSON.parse(toJson(rows.slice(0, 2), columns))).toEqual(rows.slice(0, 2)));
});
