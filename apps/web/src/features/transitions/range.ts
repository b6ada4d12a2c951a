import type { Millis } from "@bayplan/shared";
import { formatDuration } from "../../format/time.ts";

/** What an address says of the stretch of time it shows; without `until` it ends now and moves on. */
export interface RangeSearch {
  /** Seconds. */
  span?: string;
  /** Milliseconds since 1970. */
  until?: string;
}

export interface Range {
  /** Milliseconds from its beginning to its end. */
  span: Millis;
  /** Null: the present. */
  until: Millis | null;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const USUAL_SPAN = 30 * MINUTE;
const SHORTEST = 10 * SECOND;
const LONGEST = 7 * DAY;

const whole = (text: unknown): number | null =>
  typeof text === "string" && /^\d{1,14}$/.test(text) ? Number(text) : null;

/** @param usual the span that an address leaves out; null where it depends on what is shown. */
export const readRange = (given: Record<string, unknown>, usual: Millis | null = USUAL_SPAN): RangeSearch => {
  const span = whole(given.span);
  const until = whole(given.until);
  return {
    ...(span !== null && span * SECOND !== usual && { span: String(clampSpan(span * SECOND) / SECOND) }),
    ...(until !== null && { until: String(until) }),
  };
};

export const rangeOf = ({ span, until }: RangeSearch, usual: Millis = USUAL_SPAN): Range => ({
  span: span === undefined ? clampSpan(usual) : clampSpan(Number(span) * SECOND),
  until: until === undefined ? null : Number(until),
});

/** For the address: empty text takes a part away. */
export const writeRange = ({ span, until }: Range, usual: Millis = USUAL_SPAN): Required<RangeSearch> => ({
  span: span === usual ? "" : String(Math.round(span / SECOND)),
  until: until === null ? "" : String(Math.round(until)),
});

const clampSpan = (span: Millis): Millis => Math.min(LONGEST, Math.max(SHORTEST, span));

/** A span that an address leaves out, and what it is called. */
export interface UsualSpan {
  span: Millis;
  words: string;
}

/** As much of it as is ever shown: what is cut off is not called by the name of the whole. */
export const usualSpan = (span: Millis, words: string): UsualSpan => ({
  span: clampSpan(span),
  words: span > LONGEST ? `last ${formatDuration(LONGEST)}` : words,
});

/** Wider (`factor` above 1) or narrower, where the moment at `anchor` (0 to 1 of the width) stays where it is. */
export const zoomed = ({ span, until }: Range, factor: number, anchor: number, now: Millis): Range => {
  const next = clampSpan(Math.round((span * factor) / SECOND) * SECOND);
  if (until === null && anchor >= 1) return { span: next, until: null };
  const end = (until ?? now) + (next - span) * (1 - anchor);
  return { span: next, until: toPresent(end, now) };
};

/** Moved by that many of its own lengths: negative is back in time. It never goes beyond the present. */
export const panned = ({ span, until }: Range, lengths: number, now: Millis): Range => ({
  span,
  until: toPresent((until ?? now) + span * lengths, now),
});

/** A range that reaches the present follows it. */
const toPresent = (end: Millis, now: Millis): Millis | null => (end >= now ? null : Math.round(end));
