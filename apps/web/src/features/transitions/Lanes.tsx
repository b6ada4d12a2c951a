import type { Millis } from "@bayplan/shared";
import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from "react";
import { formatMoment } from "../../format/time.ts";
import { count } from "../../format/words.ts";
import { rootZoom } from "../../ui/rootZoom.ts";
import { createSlots, placeBelow } from "../../ui/slots.ts";
import { TimeGrid, Times, useMarks } from "../../ui/time/TimeAxis.tsx";
import { useFocusFollows } from "../../ui/useFocusFollows.ts";
import { useWidth } from "../../ui/useWidth.ts";
import { LANE_HEIGHT, LaneRow, SLIM_HEIGHT } from "./LaneRow.tsx";
import type { Lane } from "./lanes.ts";
import styles from "./Lanes.module.css";
import { panned, zoomed, type Range } from "./range.ts";

/** As in the style sheet: names stand over their lanes there. */
const NARROW = "(width < 700px)";
const NAME_HEIGHT = 16;

interface LanesProps {
  lanes: readonly Lane[];
  node: string;
  range: Range;
  now: Millis;
  /** Before that nobody watched; null: not known since when. */
  watchedSince: Millis | null;
  /** On a pod's own page each lane is the container's alone. */
  withPod: boolean;
  onRange(range: Range): void;
  /** What is said where there is no lane. */
  empty: ReactNode;
}

const STEP = 0.2;
const ZOOM = 1.6;

/** What a key does to the range; null: it is not one of ours. */
const byKey = (key: string, range: Range, now: Millis): Range | null => {
  switch (key) {
    case "ArrowLeft":
      return panned(range, -STEP, now);
    case "ArrowRight":
      return panned(range, STEP, now);
    case "PageUp":
      return panned(range, -1, now);
    case "PageDown":
      return panned(range, 1, now);
    case "End":
      return { ...range, until: null };
    case "+":
    case "=":
      return zoomed(range, 1 / ZOOM, range.until === null ? 1 : 0.5, now);
    case "-":
      return zoomed(range, ZOOM, range.until === null ? 1 : 0.5, now);
    default:
      return null;
  }
};

/** `lanes 1 to 16 of 40`; null where all are in sight. */
const sightWords = (range: { startIndex: number; endIndex: number } | null, all: number): string | null =>
  range === null || (range.startIndex === 0 && range.endIndex >= all - 1)
    ? null
    : `lanes ${range.startIndex + 1} to ${Math.min(range.endIndex + 1, all)} of ${all}`;

const SCROLLS: Record<string, number | undefined> = { ArrowUp: -1, ArrowDown: 1 };

const scrollable = (element: HTMLElement | null): boolean =>
  element !== null && element.scrollHeight > element.clientHeight;

/** Lanes over time: zoomed by Ctrl and the wheel or + and −, moved by dragging or the arrow keys. */
export const Lanes = ({ lanes, node, range, now, watchedSince, withPod, onRange, empty }: LanesProps) => {
  const to = range.until ?? now;
  const from = to - range.span;
  const box = useRef<HTMLDivElement>(null);
  const { measured, width } = useWidth();
  const narrow = useMediaQuery(NARROW) ?? false;
  const height = narrow ? LANE_HEIGHT + NAME_HEIGHT : LANE_HEIGHT;
  // Under its name a bar needs room over it only for words.
  const slim = narrow ? lanes.map(({ ticks }) => !ticks.some(({ at }) => at >= from && at <= to)) : [];
  const heightOf = (index: number): number => (slim[index] ? NAME_HEIGHT + SLIM_HEIGHT : height);
  const drag = useRef<{ x: number; range: Range } | null>(null);
  // oxlint-disable-next-line react/incompatible-library -- the page is not compiled, so nothing is memoized behind its back
  const rows = useVirtualizer({
    count: lanes.length,
    getScrollElement: () => box.current,
    estimateSize: heightOf,
    overscan: 3,
  });
  const [slots] = useState(createSlots<number>);
  const drawn = slots(
    rows.getVirtualItems().map(({ index }) => index),
    placeBelow(lanes.length),
    rows.isScrolling,
  );
  const onFocus = useFocusFollows(box);
  const inSight = sightWords(rows.range, lanes.length);
  const measure = `${height} ${slim.map(Number).join("")}`;
  useEffect(() => rows.measure(), [rows, measure]);
  const places = useMarks({ from, to }, width);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const lanesDown = SCROLLS[event.key];
    if (lanesDown !== undefined) {
      if (!scrollable(box.current)) return;
      event.preventDefault();
      box.current?.scrollBy({ top: lanesDown * height });
      return;
    }
    const next = byKey(event.key, range, now);
    if (!next) return;
    event.preventDefault();
    onRange(next);
  };
  const onPointerDown = (event: PointerEvent): void => {
    const held = event.target instanceof Element && event.target.closest("[data-plot]") !== null;
    if (!held || event.button !== 0 || event.pointerType === "touch") return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, range };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (!drag.current || width === 0) return;
    onRange(panned(drag.current.range, (drag.current.x - event.clientX) / (width * rootZoom()), now));
  };
  const wheel = (element: HTMLElement | null) => {
    if (!element) return;
    // The browser would zoom the page: only a listener that is not passive can keep it from that.
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { right } = element.getBoundingClientRect();
      const anchor = 1 - Math.min(1, Math.max(0, (right - event.clientX) / (Math.max(1, width) * rootZoom())));
      onRange(
        zoomed(range, event.deltaY > 0 ? ZOOM : 1 / ZOOM, range.until === null && anchor > 0.9 ? 1 : anchor, now),
      );
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  };
  return (
    <div
      className={styles.whole}
      style={{ "--lane": `${height}px` } as CSSProperties}
      ref={wheel}
      role="application"
      aria-roledescription="lanes over time"
      aria-label={`Transitions from ${formatMoment(from)} to ${formatMoment(to)}, ${count(lanes.length, "lane")}. Left and right move in time, up and down through the lanes, plus and minus zoom, End goes to now, T shows the table.`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div ref={box} className={styles.box} onFocus={onFocus}>
        {lanes.length === 0 && empty}
        <div
          className={styles.list}
          style={{ height: rows.getTotalSize() + 4 }}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={() => (drag.current = null)}
          onPointerCancel={() => (drag.current = null)}
        >
          <TimeGrid from={from} to={to} places={places} watchedSince={watchedSince} />
          {drawn.map(({ item: index, slot }) => {
            const lane = lanes[index];
            const start = rows.measurementsCache[index]?.start;
            if (!lane || start === undefined) return null;
            const more = withPod && lanes[index - 1]?.uid === lane.uid;
            return (
              <LaneRow
                key={slot}
                node={node}
                lane={lane}
                pod={withPod && !more}
                more={more}
                top={start}
                height={heightOf(index)}
                slim={slim[index] ?? false}
                from={from}
                to={to}
                now={now}
                width={width}
              />
            );
          })}
        </div>
        <div className={styles.axis} aria-hidden="true">
          {inSight !== null && <span className={styles.seen}>{inSight}</span>}
          <div ref={measured}>
            <Times from={from} to={to} places={places} isNow={range.until === null} width={width} />
          </div>
        </div>
      </div>
    </div>
  );
};
