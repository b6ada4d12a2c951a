import type { InterfaceView } from "@bayplan/api/views";
import { expect, test } from "vitest";
import { inOrder } from "../../ui/table/column.ts";
import { toCsv } from "../../ui/table/export.ts";
import { INTERFACE_COLUMNS } from "./interfaceColumns.tsx";

const of = (name: string, over: Partial<InterfaceView>): InterfaceView => ({
  name,
  rxPerSecond: null,
  txPerSecond: null,
  rxBytes: null,
  txBytes: null,
  rxErrors: null,
  txErrors: null,
  ...over,
});

test("a file says counters to the last digit, also beyond 2^53, and leaves out what is not known", () => {
  const rows = [of("eth0", { rxPerSecond: 1024, rxBytes: "9007199254740993", rxErrors: "0" })];
  expect(toCsv(rows, INTERFACE_COLUMNS).split("\r\n").slice(0, 2)).toEqual([
    'Interface,Receives a second (bytes),Sends a second (bytes),Received so far (bytes),Sent so far (bytes),Receive errors,Send errors,"Errors, in and out"',
    "eth0,1024,,9007199254740993,,0,,0 / –",
  ]);
});

test("counters are sorted as numbers, however long", () => {
  const rows = [
    of("a", { rxBytes: "900" }),
    of("b", { rxBytes: "18446744073709551615" }),
    of("c", { rxBytes: "9007199254740993" }),
  ];
  const sorted = inOrder(rows, INTERFACE_COLUMNS, { key: "rxTotal", descending: true });
  expect(sorted.map(({ name }) => name)).toEqual(["b", "c", "a"]);
});
