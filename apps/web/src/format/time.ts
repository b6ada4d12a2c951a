import type { Millis, Time } from "@bayplan/shared";
import { zoneOffset } from "./zone.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds as a length: `4 s`, `14 min`, `3 h 12 min`, `41 d`. */
export const formatDuration = (length: Millis): string => {
  const span = Math.max(0, length);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < DAY) {
    const minutes = Math.floor((span % HOUR) / MINUTE);
    return minutes === 0 ? `${Math.floor(span / HOUR)} h` : `${Math.floor(span / HOUR)} h ${minutes} min`;
  }
  const hours = Math.floor((span % DAY) / HOUR);
  return span >= 10 * DAY || hours === 0 ? `${Math.floor(span / DAY)} d` : `${Math.floor(span / DAY)} d ${hours} h`;
};

/** How long a moment is past at `now`, never below 0: clocks differ by a little. */
export const formatAge = (moment: Time, now: Millis): string => formatDuration(now - Date.parse(moment));

const two = (amount: number): string => String(amount).padStart(2, "0");

/** The clock's own reading in the zone that is shown, as `2026-11-21T03:24:10`; null for what is no moment. */
const readingOf = (at: Millis): string | null =>
  Number.isNaN(at) ? null : new Date(at + zoneOffset(at)).toISOString().slice(0, 19);

const offsetWords = (offset: Millis): string => {
  if (offset === 0) return "UTC";
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  return `UTC${offset < 0 ? "−" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/** The moment in the zone that is shown, with its offset: `2026-11-21 03:24:10 UTC+01:00`. */
export const formatMoment = (moment: Time | Millis): string => {
  const at = new Date(moment).getTime();
  const reading = readingOf(at);
  return reading === null ? "at no known moment" : `${reading.replace("T", " ")} ${offsetWords(zoneOffset(at))}`;
};

/** The same in short, for a reader who knows the zone: `03:24:10` on the day of `now`, else `2026-11-21 03:24`. */
export const formatShortMoment = (moment: Time, now: Millis | null): string => {
  const reading = readingOf(Date.parse(moment));
  if (reading === null) return "at no known moment";
  const today = now !== null && readingOf(now)?.slice(0, 10) === reading.slice(0, 10);
  return today ? reading.slice(11) : reading.slice(0, 16).replace("T", " ");
};

/** `03:24:10` in the zone that is shown. */
export const formatTimeOfDay = (moment: Time | Millis): string =>
  readingOf(new Date(moment).getTime())?.slice(11) ?? "at no known moment";
