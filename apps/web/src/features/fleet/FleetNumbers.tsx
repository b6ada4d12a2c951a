import type { NodeRow } from "@bayplan/api/views";
import { useMemo } from "react";
import { groupDigits } from "../../format/bytes.ts";
import { Numbers, type Figure } from "../../ui/Numbers.tsx";
import { othersWords } from "./evictionCounts.ts";
import { isEvicting, isNarrow } from "./outlook.ts";

const total = (rows: readonly NodeRow[], read: (row: NodeRow) => number): number =>
  rows.reduce((sum, row) => sum + read(row), 0);

const troubles = (amount: number): Figure => ({
  amount,
  words: amount === 1 ? "container in trouble" : "containers in trouble",
  tone: "warn",
});

/** The fleet in figures. What is wrong is left out while it is nought. */
const figuresOf = (rows: readonly NodeRow[], all: number): Figure[] => {
  const held = total(rows, ({ devices }) => devices.held);
  const devices = total(rows, (row) => row.devices.total);
  const unhealthy = total(rows, (row) => row.devices.unhealthy);
  const uncounted = rows.filter(({ pods }) => pods === null).length;
  const wrong: Figure[] = [
    { amount: rows.filter(isEvicting).length, words: "evicting", tone: "danger" },
    { amount: rows.filter(isNarrow).length, words: "close to a load line", tone: "warn" },
    {
      amount: rows.filter((row) => row.pressure.length > 0 && !isEvicting(row) && !isNarrow(row)).length,
      words: "still under pressure",
      tone: "warn",
    },
    { amount: rows.filter(({ ready }) => ready === false).length, words: "not ready", tone: "warn" },
    { amount: rows.filter(({ agent }) => agent.state === "silent").length, words: "with a silent agent", tone: "warn" },
    troubles(total(rows, ({ troubled }) => troubled ?? 0)),
  ];
  return [
    {
      amount: rows.length,
      words: rows.length < all ? `of ${groupDigits(all)} nodes` : rows.length === 1 ? "node" : "nodes",
      tone: "quiet",
    },
    {
      amount: total(rows, ({ pods }) => pods ?? 0),
      words: uncounted > 0 ? `pods, not counting ${uncounted} ${uncounted === 1 ? "node" : "nodes"}` : "pods",
      tone: "quiet",
    },
    ...wrong.filter(({ amount }) => amount !== 0),
    {
      amount: total(rows, ({ evictions }) => evictions),
      words: "evicted by the kubelet in 24 h",
      tone: "quiet",
      title: othersWords(total(rows, ({ evictionsByOthers }) => evictionsByOthers)),
    },
    ...(devices > 0
      ? [
          {
            amount: held,
            words: `of ${devices} devices held${unhealthy > 0 ? `, ${unhealthy} unhealthy` : ""}`,
            tone: "quiet" as const,
          },
        ]
      : []),
  ];
};

interface FleetNumbersProps {
  /** Those that pass the filters; null: they are on their way. */
  rows: readonly NodeRow[] | null;
  /** How many there are, filters or not. */
  all: number;
  /** How many nodes there are, while these are only the first of them: figures of a part would be wrong. */
  total: number | null;
}

export const FleetNumbers = ({ rows, all, total }: FleetNumbersProps) => {
  const figures = useMemo(
    () =>
      rows && total !== null
        ? [{ amount: all, words: `of ${groupDigits(total)} nodes so far`, tone: "quiet" as const }]
        : rows
          ? figuresOf(rows, all)
          : [
              { amount: null, words: "nodes", tone: "quiet" as const },
              { amount: null, words: "pods", tone: "quiet" as const },
            ],
    [rows, all, total],
  );
  return <Numbers figures={figures} busy={rows === null || total !== null} />;
};
