import type { Millis } from "@bayplan/shared";
import { memo } from "react";
import { PodLink } from "../../app/RowLinks.tsx";
import { formatDuration, formatMoment } from "../../format/time.ts";
import type { Lane, Segment, Tick } from "./lanes.ts";
import styles from "./Lanes.module.css";
import { placeWords } from "./placeWords.ts";

export const LANE_HEIGHT = 28;

/** Of a lane without words over its bar. */
export const SLIM_HEIGHT = 16;

const BAR_HEIGHT = 8;

const barTop = (slim: boolean): number => (slim ? 4 : 15);

const STATE_WORDS: Record<Segment["state"], string> = {
  created: "created",
  running: "running",
  waiting: "waiting",
  exited: "exited",
};

/** A sandbox is thinner than what runs in it; what has ended is a line. */
const barOf = (lane: Lane, { state }: Segment, top: number): { top: number; height: number } => {
  if (state === "exited") return { top: top + BAR_HEIGHT / 2 - 1, height: 2 };
  return lane.type === "sandbox" ? { top: top + 2, height: BAR_HEIGHT - 4 } : { top, height: BAR_HEIGHT };
};

const segmentWords = ({ state, from, to, reason }: Segment, now: Millis): string =>
  [
    `${STATE_WORDS[state]}${reason ? `: ${reason}` : ""}`,
    from === null ? "since before the watch began" : `from ${formatMoment(from)}`,
    to === null ? "until now" : `to ${formatMoment(to)}`,
    ...(from === null ? [] : [`(${formatDuration((to ?? now) - from)})`]),
  ].join(" ");

const tickTitle = ({ words, at, detail }: Tick): string =>
  `${words} at ${formatMoment(at)}${detail ? `\n${detail}` : ""}`;

const TYPES: Record<Lane["type"], string> = {
  sandbox: "sandbox",
  container: "",
  init: " (init)",
  sidecar: " (sidecar)",
  ephemeral: " (ephemeral)",
};

const nameOf = ({ type, name }: Lane): string => (type === "sandbox" ? "sandbox" : `${name}${TYPES[type]}`);

const laneLabel = (lane: Lane): string => `${nameOf(lane)}${lane.tier === null ? ", gone" : ""}`;

/** Of the column of names, of a letter of a pod's name and of any other, rather too much. Pixels. */
const NAMES = 266;
const LETTER = { pod: 7.5, label: 6.9 };

interface LaneRowProps {
  node: string;
  lane: Lane;
  /** Whether it names its pod. */
  pod: boolean;
  /** It follows another one of the same pod. */
  more: boolean;
  top: number;
  height: number;
  from: Millis;
  to: Millis;
  now: Millis;
  /** Of the plot, in pixels: words that would lie over each other are left out. */
  width: number;
  /** Without the room for words over its bar. */
  slim: boolean;
}

/** One lane under its name. */
export const LaneRow = memo(({ node, lane, pod, more, top, height, ...plot }: LaneRowProps) => {
  const label = laneLabel(lane);
  const width = (label.length + 3) * LETTER.label + (pod ? lane.pod.length * LETTER.pod : 0);
  return (
    <div className={styles.row} data-more={more || undefined} style={{ top, height }}>
      <div
        className={styles.name}
        data-long={width > NAMES || undefined}
        title={`${lane.namespace}/${lane.pod} ${label}`}
      >
        {pod && (
          <PodLink pod={{ namespace: lane.namespace, name: lane.pod }} node={node} data-item={lane.key}>
            {lane.pod}
          </PodLink>
        )}
        <span>{pod ? `· ${label}` : label}</span>
      </div>
      <Plot lane={lane} {...plot} />
    </div>
  );
});
LaneRow.displayName = "LaneRow";

type PlotProps = Pick<LaneRowProps, "lane" | "from" | "to" | "now" | "width" | "slim">;

/** Bars, dashed waits and ticks. All places are percent, so that it stretches with the page. */
const Plot = ({ lane, from, to, now, width, slim }: PlotProps) => {
  const top = barTop(slim);
  const percent = (at: Millis): number => ((at - from) / (to - from)) * 100;
  const inside = (share: number): number => Math.min(100.2, Math.max(-0.2, share));
  const ticks = lane.ticks.filter(({ at }) => at >= from && at <= to);
  const words = placeWords(
    ticks.map((tick) => ({ x: (percent(tick.at) / 100) * width, text: tick.words })),
    width,
  );
  return (
    <div
      className={styles.lane}
      style={{ height: slim ? SLIM_HEIGHT : LANE_HEIGHT }}
      data-tier={lane.tier ?? undefined}
      data-of={lane.type}
      data-plot=""
      aria-hidden="true"
    >
      {lane.segments.map((segment) => {
        const left = inside(percent(segment.from ?? lane.notBefore ?? from));
        const right = inside(percent(segment.to ?? Math.min(now, to)));
        if (right <= left) return null;
        return (
          <i
            key={`${segment.state} ${segment.from}`}
            className={styles.segment}
            data-state={segment.state}
            data-unseen={segment.from === null || undefined}
            data-thin={lane.type === "sandbox" || undefined}
            style={{ left: `${left}%`, width: `${right - left}%`, ...barOf(lane, segment, top) }}
            title={segmentWords(segment, now)}
          />
        );
      })}
      {ticks.map((tick, index) => (
        <span
          key={`${tick.at} ${tick.words}`}
          className={styles.tick}
          data-tone={tick.tone}
          style={{ left: `${percent(tick.at)}%` }}
          title={tickTitle(tick)}
        >
          <i style={{ top: top - 3, height: BAR_HEIGHT + 6 }} />
          {words[index] && <span data-place={words[index]}>{tick.words}</span>}
        </span>
      ))}
    </div>
  );
};
