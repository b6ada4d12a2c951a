import type { PodView, TransitionView } from "@bayplan/api/views";
import type { Millis, Time } from "@bayplan/shared";
import { useCallback, useMemo, useState } from "react";
import { formatDuration } from "../../format/time.ts";
import type { FeedFailure } from "../../live/feed.ts";
import { useAtPresent } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { SortField } from "../../ui/table/SortField.tsx";
import { useTurning } from "../../ui/useTurning.ts";
import { createLanes, inOrder } from "./lanes.ts";
import { Lanes } from "./Lanes.tsx";
import styles from "./Lanes.module.css";
import {
  panned,
  rangeOf,
  USUAL_SPAN,
  writeRange,
  zoomed,
  type Range,
  type RangeSearch,
  type UsualSpan,
} from "./range.ts";
import { transitionColumns } from "./transitionColumns.tsx";

export interface LanesSearch extends RangeSearch {
  lanes?: "table";
}

interface TransitionsPanelProps {
  node: string;
  /** Null: they are on their way. */
  transitions: readonly TransitionView[] | null;
  failure: FeedFailure | null;
  pods: readonly PodView[];
  /** Since when changes are followed; null: not known. */
  watchedSince: Time | null;
  search: LanesSearch;
  onSearch(search: { span?: string; until?: string; lanes?: "table" | "" }): void;
  /** Of one pod: its name is said elsewhere. */
  onePod?: boolean;
  /** The time that is shown unless the address says another, and what that is called. */
  usual?: UsualSpan;
}

const HALF_AN_HOUR = { span: USUAL_SPAN, words: "last 30 min" };

/** The newest first. */
const changesBetween = (transitions: readonly TransitionView[], from: Millis, to: Millis): TransitionView[] =>
  transitions
    .filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to)
    .toSorted((a, b) => b.at.localeCompare(a.at));

const VIEWS = [
  { value: "lanes", label: "Lanes" },
  { value: "table", label: "Table" },
] as const;

interface ToolsProps {
  range: Range;
  now: Millis;
  usual: UsualSpan;
  onRange(range: Range): void;
}

const Tools = ({ range, now, usual, onRange }: ToolsProps) => {
  const anchor = range.until === null ? 1 : 0.5;
  return (
    <span className={styles.tools}>
      <button type="button" aria-label="Earlier" title="Earlier (←)" onClick={() => onRange(panned(range, -0.5, now))}>
        ←
      </button>
      <button
        type="button"
        aria-label="Later"
        title="Later (→)"
        disabled={range.until === null}
        onClick={() => onRange(panned(range, 0.5, now))}
      >
        →
      </button>
      <button
        type="button"
        aria-label="Show a longer time"
        title="Longer (−)"
        onClick={() => onRange(zoomed(range, 2, anchor, now))}
      >
        −
      </button>
      <button
        type="button"
        aria-label="Show a shorter time"
        title="Shorter (+)"
        onClick={() => onRange(zoomed(range, 0.5, anchor, now))}
      >
        +
      </button>
      {(range.until !== null || range.span !== usual.span) && (
        <button type="button" onClick={() => onRange({ span: usual.span, until: null })}>
          {usual.words}
        </button>
      )}
    </span>
  );
};

const Legend = ({ unwatched }: { unwatched: boolean }) => (
  <span className={styles.legend}>
    <span>
      <i aria-hidden="true" /> running
    </span>
    <span>
      <i data-state="created" aria-hidden="true" /> created
    </span>
    <span>
      <i data-state="waiting" aria-hidden="true" /> waiting
    </span>
    <span>
      <i data-state="exited" aria-hidden="true" /> exited
    </span>
    {unwatched && (
      <span title="What happened then is known only as far as the node still tells of it.">
        <i data-state="unwatched" aria-hidden="true" /> not watched yet
      </span>
    )}
  </span>
);

const titleOf = ({ span, until }: Range): string =>
  until === null
    ? `Transitions, last ${formatDuration(span).replace(/^30 min$/, "30 minutes")}`
    : `Transitions, ${formatDuration(span)}`;

const Nothing = ({ title }: { title: string }) => (
  <Notice tone="quiet" symbol="check" title={title}>
    Changes are known since the watch of this node began. Show a longer time, or go to now.
  </Notice>
);

/** In so many moves a moment goes from the right to the left: a move by less than a pixel would be drawn for nothing. */
const MOVES = 1_000;

/** Containers and sandboxes over time, as lanes or as the table behind them. */
export const TransitionsPanel = ({
  node,
  transitions,
  failure,
  pods,
  watchedSince,
  search,
  onSearch,
  onePod = false,
  usual = HALF_AN_HOUR,
}: TransitionsPanelProps) => {
  const range = rangeOf(search, usual.span);
  const step = Math.max(1_000, range.span / MOVES);
  const now = useAtPresent(useCallback((at) => Math.ceil(at / step) * step, [step]));
  const to = range.until ?? now ?? 0;
  const from = to - range.span;
  const [lanesOf] = useState(createLanes);
  const all = useMemo(() => lanesOf(transitions ?? [], pods), [lanesOf, transitions, pods]);
  const lanes = inOrder(all, from, to);
  const begun = watchedSince === null ? null : Date.parse(watchedSince);
  const columns = useMemo(() => transitionColumns(node, !onePod), [node, onePod]);
  const table = search.lanes === "table";
  const changes = (): TransitionView[] => changesBetween(transitions ?? [], from, to);
  const rows = table ? changes() : [];
  const onRange = (next: Range): void => onSearch(writeRange(next, usual.span));
  const setTable = (shown: boolean): void => onSearch({ lanes: shown ? "table" : "" });
  const { box, onKeyDown } = useTurning("t", () => setTable(!table));
  return (
    <Panel
      title={titleOf(range)}
      aside={
        <>
          {!table && <Legend unwatched={begun !== null && now !== null && begun > from} />}
          {now !== null && <Tools range={range} now={now} usual={usual} onRange={onRange} />}
          <Switch
            label="Show transitions as"
            value={table ? "table" : "lanes"}
            options={VIEWS}
            onChange={(view) => setTable(view === "table")}
          />
          {table && rows.length > 1 && <SortField name="transitions" label="Transitions" columns={columns} />}
          <ExportButtons name="transitions" rows={table ? rows : changes} columns={columns} />
        </>
      }
    >
      <div ref={box} tabIndex={-1} className={styles.turning} onKeyDown={onKeyDown}>
        {failure && <FeedNotice failure={failure} what="The transitions" />}
        {(transitions === null || now === null) && !failure && <Skeleton height={240} />}
        {transitions !== null && now !== null && !table && (
          <Lanes
            lanes={lanes}
            node={node}
            range={range}
            now={now}
            watchedSince={begun}
            withPod={!onePod}
            onRange={onRange}
            empty={<Nothing title="Nothing is known of this time." />}
          />
        )}
        {transitions !== null && table && rows.length === 0 && <Nothing title="Nothing changed in this time." />}
        {table && rows.length > 0 && (
          <DataTable name="transitions" label="Transitions" rows={rows} columns={columns} keyOf={({ key }) => key} />
        )}
      </div>
    </Panel>
  );
};
