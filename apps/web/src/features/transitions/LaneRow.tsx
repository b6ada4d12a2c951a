import type { Millis } from "@bayplan/shared";
import { memo } from "react";
import { formatDuration, formatMoment } from "../../format/time.ts";
import type { Lane, Segment, Tick } from "./lanes.ts";
import styles from "./Lanes.module.css";
import { placeWords } from "./placeWords.ts";

export const LANE_HEIGHT = 28;
const BAR = { top: 15, height: 8 };

const STATE_WORDS: Record<Segment["state"], string> = { created: "created", running: "running", waiting: "waiting" };

const segmentWords = ({ state, from, to, reason }: Segment, now: Millis): string =>
  [
    `${STATE_WORDS[state]}${reason ? `: ${reason}` : ""}`,
    from === null ? "since before the watch began" : `from ${formatMoment(from)}`,
    to === null ? "until now" : `to ${formatMoment(to)}`,
    ...(from === null ? [] : [`(${formatDuration((to ?? now) - from)})`]),
  ].join(" ");

const tickTitle = ({ words, at, detail }: Tick): string =>
  `${words} at ${formatMoment(at)}${detail ? `\n${detail}` : ""}`;

interface LaneRowProps {
  lane: Lane;
  from: Millis;
  to: Millis;
  now: Millis;
  /** Of the plot, in pixels: words that would lie over each other are left out. */
  width: number;
}

/** One lane: bars, dashed waits and ticks. All places are percent, so that it stretches with the page. */
export const LaneRow = memo(({ lane, from, to, now, width }: LaneRowProps) => {
  const percent = (at: Millis): number => ((at - from) / (to - from)) * 100;
  const inside = (share: number): number => Math.min(100.2, Math.max(-0.2, share));
  const ticks = lane.ticks.filter(({ at }) => at >= from && at <= to);
  const words = placeWords(
    ticks.map((tick) => ({ x: (percent(tick.at) / 100) * width, text: tick.words })),
    width,
  );
  return (
    <svg
      className={styles.lane}
      width="100%"
      height={LANE_HEIGHT}
      data-tier={lane.tier ?? undefined}
      aria-hidden="true"
    >
      {lane.segments.map((segment) => {
        const left = inside(segment.from === null ? -0.2 : percent(segment.from));
        const right = inside(percent(segment.to ?? Math.min(now, to)));
        if (right <= left) return null;
        return (
          <rect
            key={`${segment.state} ${segment.from}`}
            className={styles.segment}
            data-state={segment.state}
            data-unseen={segment.from === null || undefined}
            data-thin={lane.type === "sandbox" || undefined}
            x={`${left}%`}
            width={`${Math.max(right - left, 0.08)}%`}
            y={lane.type === "sandbox" ? BAR.top + 2 : BAR.top}
            height={lane.type === "sandbox" ? BAR.height - 4 : BAR.height}
            rx="1.5"
          >
            <title>{segmentWords(segment, now)}</title>
          </rect>
        );
      })}
      {ticks.map((tick, index) => {
        const place = words[index];
        return (
          <g key={`${tick.at} ${tick.words}`} className={styles.tick} data-tone={tick.tone}>
            <title>{tickTitle(tick)}</title>
            <svg x={`${percent(tick.at)}%`} overflow="visible">
              <rect x="-1.5" y={BAR.top - 3} width="3" height={BAR.height + 6} />
              <rect x="-7" y="0" width="14" height={LANE_HEIGHT} className={styles.reach} />
              {place && (
                <text x={place === "start" ? 3 : -3} y={BAR.top - 5} textAnchor={place}>
                  {tick.words}
                </text>
              )}
            </svg>
          </g>
        );
      })}
    </svg>
  );
});
LaneRow.displayName = "LaneRow";
