import { describe, expect, test } from "vitest";
import { inOrder, type Column } from "./column.ts";
import { fileName, toCsv, toJson } from "./export.ts";

interface Row {
  name: string;
  bytes: number | null;
}

const columns: Column<Row>[] = [
  { key: "name", name: "Name", value: ({ name }) => name },
  { key: "size", name: "Size", unit: "bytes", value: ({ bytes }) => bytes, numeric: true },
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
    expect(inOrder(rows, columns, { key: "size", descending }).at(-1)?.name).toBe("web-10"),
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
    ).toBe('Name,Size (bytes)\r\n"a ""b"", c",-1\r\n\'=SUM(A1),\r\n'));

  test("CSV leaves a number as it is, also one that is told as text", () => {
    const lines = (...texts: string[]) =>
      toCsv(
        texts.map((name) => ({ name, bytes: null })),
        columns.slice(0, 1),
      );
    expect(lines("-999", "+1.5", "-1+cmd", "-", "=1")).toBe("Name\r\n-999\r\n+1.5\r\n'-1+cmd\r\n'-\r\n'=1\r\n");
  });

  test("JSON has apart what a cell joins, and leaves out what stands elsewhere", () => {
    const joined: Column<Row>[] = [
      { key: "both", name: "Both", value: () => "0 / 1", json: () => [0, 1] },
      { key: "twice", name: "Twice", value: () => "0 / 1", json: () => undefined },
    ];
    expect(JSON.parse(toJson(rows.slice(0, 1), joined))).toEqual([{ both: [0, 1] }]);
    expect(toCsv(rows.slice(0, 1), joined)).toBe("Both,Twice\r\n0 / 1,0 / 1\r\n");
  });

  test("JSON keeps numbers and what is not known, the unit is in the key", () =>
    expect(JSON.parse(toJson(rows.slice(0, 2), columns))).toEqual([
      { name: "web-10", sizeBytes: null },
      { name: "web-2", sizeBytes: 7 },
    ]));

  test.each([
    ["web-03", "bayplan-web-03-containers-2026-11-21T143300Z"],
    [null, "bayplan-containers-2026-11-21T143300Z"],
    ["../a b", "bayplan-..-a-b-containers-2026-11-21T143300Z"],
  ])("the file of %o is called %s", (subject, name) =>
    expect(fileName("containers", subject, Date.parse("2026-11-21T14:33:00.999Z"))).toBe(name),
  );
});
