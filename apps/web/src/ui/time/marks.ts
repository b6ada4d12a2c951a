import type { Millis } from "@bayplan/shared";
import { formatMoment, formatTimeOfDay } from "../../format/time.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly Millis[] = [
  ...[1, 2, 5, 10, 15, 30].map((amount) => amount * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((amount) => amount * MINUTE),
  ...[1, 2, 3, 6, 12].map((amount) => amount * HOUR),
  DAY,
  2 * DAY,
];

/** Moments for the marks of the axis: round ones, in the reader's zone (`zone`: its offset), no more than `most`. */
export const marks = (from: Millis, to: Millis, most: number, zone: Millis = 0): Millis[] => {
  const step = STEPS.find((each) => (to - from) / each <= most) ?? 2 * DAY;
  const moments: Millis[] = [];
  for (let at = Math.ceil((from + zone) / step) * step - zone; at <= to; at += step) moments.push(at);
  return moments;
};

/** How such marks are told: no more exactly than it takes to tell one from the next. */
export const wordsOf = (moments: readonly Millis[], span: Millis): ((at: Millis) => string) => {
  if (span > 2 * DAY) return (at) => formatMoment(at).slice(5, 16);
  const bySeconds = moments.some((at) => at % MINUTE !== 0);
  return (at) => (bySeconds ? formatTimeOfDay(at) : formatTimeOfDay(at).slice(0, 5));
};
