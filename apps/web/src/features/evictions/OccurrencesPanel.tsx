import type { EvictionView } from "@bayplan/api/views";
import type { Millis } from "@bayplan/shared";
import { useMemo } from "react";
import { formatMoment } from "../../format/time.ts";
import { count } from "../../format/words.ts";
import { Legend, type LegendEntry } from "../../ui/Legend.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { TimeGrid, Times, useMarks } from "../../ui/time/TimeAxis.tsx";
import { useWidth } from "../../ui/useWidth.ts";
import { occurrences, stretchOf, type NodeOccurrences, type Occurrence } from "./occurrences.ts";
import styles from "./OccurrencesPanel.module.css";

/** Pixels of a part: a tick and the gap beside it. */
const PART = 6;
const MOST_NODES = 8;
/** Pods whose names stand in a hint. */
const MOST_NAMES = 6;

const namesOf = (rows: readonly EvictionView[]): string => {
  const names = rows.slice(0, MOST_NAMES).map(({ namespace, pod }) => `${namespace}/${pod}`);
  return `${names.join(", ")}${rows.length > MOST_NAMES ? ` and ${rows.length - MOST_NAMES} more` : ""}`;
};

const hint = ({ from, to, evicted, refused }: Occurrence): string =>
  [
    `${formatMoment(from)} to ${formatMoment(to)}`,
    ...(evicted.length > 0 ? [`${evicted.length} evicted: ${namesOf(evicted)}`] : []),
    ...(refused.length > 0 ? [`${refused.length} refused: ${namesOf(refused)}`] : []),
  ].join("\n");

/** The more of them, the higher, up to four. */
const heightOf = ({ evicted }: Occurrence): string => `${40 + Math.min(4, evicted.length) * 15}%`;

const Line = ({ line, parts, onNode }: { line: NodeOccurrences; parts: number; onNode(node: string): void }) => {
  const { node, nodes, amount } = line;
  return (
    <li className={styles.line}>
      <span className={styles.name}>
        {node ? (
          <button type="button" title={`Show only ${node}`} onClick={() => onNode(node)}>
            {node}
          </button>
        ) : (
          <span>{node === null ? count(nodes, "other") : "node not told"}</span>
        )}{" "}
        <span>{amount}</span>
      </span>
      <span className={styles.track} aria-hidden="true">
        {line.parts.map((occurrence) => {
          const { part, evicted, refused, crossed } = occurrence;
          return (
            <span key={part} style={{ left: `${(part / parts) * 100}%` }} title={hint(occurrence)}>
              {evicted.length > 0 && (
                <i
                  className={styles.tick}
                  data-crossed={crossed || undefined}
                  style={{ height: heightOf(occurrence) }}
                />
              )}
              {refused.length > 0 && <b className={styles.ring} />}
            </span>
          );
        })}
      </span>
    </li>
  );
};

const LEGEND: LegendEntry[] = [
  { swatch: { key: "crossed", drawn: <i className={styles.tick} data-crossed /> }, label: "crossed the load line" },
  { swatch: { key: "left", drawn: <i className={styles.tick} /> }, label: "left for another cause" },
  { swatch: { key: "refused", drawn: <b className={styles.ring} /> }, label: "refused" },
];

interface OccurrencesPanelProps {
  rows: readonly EvictionView[];
  /** How far back is looked; null: to the oldest. */
  span: Millis | null;
  now: Millis;
  onNode(node: string): void;
}

/** When pods had to leave or were not let in, node by node. What happened is told by the lists below it. */
export const OccurrencesPanel = ({ rows, span, now, onNode }: OccurrencesPanelProps) => {
  const { measured, width } = useWidth();
  const { from, to } = useMemo(() => stretchOf(rows, span, now), [rows, span, now]);
  const parts = Math.max(24, Math.floor(width / PART));
  const lines = useMemo(() => occurrences(rows, { from, to, parts, most: MOST_NODES }), [rows, from, to, parts]);
  const places = useMarks({ from, to }, width);
  return (
    <Panel title="When and where" aside={<Legend entries={LEGEND} />}>
      <div className={styles.whole}>
        <TimeGrid from={from} to={to} places={places} />
        <ul>
          {lines.map((line) => (
            <Line key={line.node === null ? "others" : `node ${line.node}`} line={line} parts={parts} onNode={onNode} />
          ))}
        </ul>
        <div className={styles.axis} aria-hidden="true">
          <div ref={measured}>
            <Times from={from} to={to} places={places} isNow width={width} />
          </div>
        </div>
      </div>
    </Panel>
  );
};
