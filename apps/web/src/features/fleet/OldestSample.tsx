import type { NodeRow } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { useMemo } from "react";
import { Age } from "../../ui/Age.tsx";
import { pictureOf, sampledAt } from "../sources/sourceState.ts";

const oldestOf = (rows: readonly NodeRow[]): Time | null =>
  rows.reduce<Time | null>((oldest, row) => {
    const at = pictureOf(row).state === "live" ? sampledAt(row) : null;
    return at !== null && (oldest === null || at < oldest) ? at : oldest;
  }, null);

/** How old what is drawn of the nodes is at most; those whose picture is stale say so themselves. */
export const OldestSample = ({ rows }: { rows: readonly NodeRow[] }) => {
  const at = useMemo(() => oldestOf(rows), [rows]);
  return (
    at && (
      <p className="soft" title="By the kubelets' /stats/summary, the oldest that is drawn">
        samples up to <Age at={at} suffix=" old" />
      </p>
    )
  );
};
