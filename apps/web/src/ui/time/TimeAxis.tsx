import type { Millis } from "@bayplan/shared";
import { memo, useMemo } from "react";
import { formatTimeOfDay } from "../../format/time.ts";
import { zoneOffset } from "../../format/zone.ts";
import { marks, wordsOf } from "./marks.ts";
import styles from "./TimeAxis.module.css";

/** Pixels that a moment in words takes, with what is around it. */
const WORDS = 92;

export interface Stretch {
  from: Millis;
  to: Millis;
}

/** Where a moment lies, as a part of the width. */
const leftOf = (at: Millis, { from, to }: Stretch): string => `${((at - from) / (to - from)) * 100}%`;

/** The moments to mark on so many pixels. */
export const useMarks = ({ from, to }: Stretch, width: number): readonly Millis[] =>
  useMemo(() => marks(from, to, Math.max(2, Math.floor(width / WORDS)), zoneOffset(to)), [from, to, width]);

interface TimeProps extends Stretch {
  /** The moments that are marked. */
  places: readonly Millis[];
}

/** What lies under things over time: the marked moments, and the time that nobody watched. */
export const TimeGrid = memo((props: TimeProps & { watchedSince?: Millis | null }) => {
  const { from, to, places, watchedSince = null } = props;
  return (
    <div className={styles.grid} aria-hidden="true">
      {watchedSince !== null && watchedSince > from && (
        <span className={styles.unwatched} style={{ width: leftOf(Math.min(watchedSince, to), props) }} />
      )}
      {places.map((at) => (
        <i key={at} style={{ left: leftOf(at, props) }} />
      ))}
    </div>
  );
});
TimeGrid.displayName = "TimeGrid";

/** The marked moments in words, as far as there is room in the element that it stands in. */
export const Times = memo((props: TimeProps & { isNow: boolean; width: number }) => {
  const { from, to, places, isNow, width } = props;
  const span = to - from;
  const words = wordsOf(places, span);
  return (
    <>
      {places
        .filter((at) => ((at - from) / span) * width > 16 && ((to - at) / span) * width > 48)
        .map((at) => (
          <span key={at} className={styles.time} style={{ left: leftOf(at, props) }}>
            {words(at)}
          </span>
        ))}
      <span className={styles.time} data-end style={{ left: "100%" }}>
        {isNow ? "now" : formatTimeOfDay(to)}
      </span>
    </>
  );
});
Times.displayName = "Times";
