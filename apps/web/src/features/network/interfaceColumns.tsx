import type { InterfaceView } from "@bayplan/api/views";
import { formatBytes, formatExactBytes } from "../../format/bytes.ts";
import { Status } from "../../ui/Status.tsx";
import type { CellValue, Column } from "../../ui/table/column.ts";

type Counter = "rxBytes" | "txBytes" | "rxErrors" | "txErrors";

/** A number where it is exact as one; beyond 2^53 its digits, which a file must not round. */
const exactly = (counter: string | null): CellValue =>
  counter === null ? null : Number.isSafeInteger(Number(counter)) ? Number(counter) : counter;

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, "\u2009");

const rate = (key: "rxPerSecond" | "txPerSecond", name: string): Column<InterfaceView> => ({
  key,
  name,
  unit: "bytes",
  numeric: true,
  value: (row) => row[key],
  render: (row) => {
    const amount = row[key];
    return amount === null ? (
      <span title="It takes two samples, and a counter that did not begin anew between them.">not known</span>
    ) : (
      <span title={`${formatExactBytes(amount)} a second between the last two samples`}>{formatBytes(amount)}/s</span>
    );
  },
});

const total = (key: "rxBytes" | "txBytes", name: string): Column<InterfaceView> => ({
  key: key.replace("Bytes", "Total"),
  name,
  unit: "bytes",
  numeric: true,
  value: (row) => exactly(row[key]),
  render: (row) => {
    const digits = row[key];
    return digits === null ? "–" : <span title={`${grouped(digits)} bytes`}>{formatBytes(Number(digits))}</span>;
  },
});

const errors = (row: InterfaceView, key: Counter): string => (row[key] === null ? "–" : grouped(row[key]));

const hasErrors = ({ rxErrors, txErrors }: InterfaceView): boolean =>
  [rxErrors, txErrors].some((count) => count !== null && count !== "0");

export const INTERFACE_COLUMNS: Column<InterfaceView>[] = [
  {
    key: "name",
    name: "Interface",
    width: "minmax(0, 1.4fr)",
    value: ({ name }) => name,
    render: ({ name }) => <code>{name}</code>,
  },
  rate("rxPerSecond", "Receives a second"),
  rate("txPerSecond", "Sends a second"),
  total("rxBytes", "Received so far"),
  total("txBytes", "Sent so far"),
  { key: "rxErrors", name: "Receive errors", fileOnly: true, value: ({ rxErrors }) => exactly(rxErrors) },
  { key: "txErrors", name: "Send errors", fileOnly: true, value: ({ txErrors }) => exactly(txErrors) },
  {
    key: "errors",
    name: "Errors, in and out",
    numeric: true,
    value: (row) => `${errors(row, "rxErrors")} / ${errors(row, "txErrors")}`,
    json: () => undefined,
    render: (row) => {
      const words = `${errors(row, "rxErrors")} / ${errors(row, "txErrors")}`;
      return hasErrors(row) ? (
        <Status tone="warn" symbol="triangle" title="Since the counters began, on a node most often at boot.">
          {words}
        </Status>
      ) : (
        <span title="Since the counters began, on a node most often at boot.">{words}</span>
      );
    },
  },
];
