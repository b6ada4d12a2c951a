import type { Millis, Time } from "@bayplan/shared";

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

/** The moment in the reader's zone with its offset: `2026-11-21 03:24:10 UTC+01:00`. */
export const formatMoment = (moment: Time | Millis): string => {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return "at no known moment";
  const offset = -date.getTimezoneOffset();
  const zone =
    offset === 0
      ? "UTC"
      : `UTC${offset < 0 ? "−" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatTimeOfDay(moment)} ${zone}`;
};

/** `03:24:10` in the reader's zone. */
export const formatTimeOfDay = (moment: Time | Millis): string => {
  const date = new Date(moment);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};
