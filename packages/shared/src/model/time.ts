import * as z from "zod/mini";

/**
 * A moment as RFC 3339 text in UTC, with the precision its source gave: the API server cuts to the second,
 * the runtime gives nanoseconds. Two sources are therefore never joined by time.
 */
export const time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));
export type Time = z.infer<typeof time>;

/** Milliseconds since 1970, the unit in which the present moment is handed to the rules. */
export type Millis = number;

/** Where the present comes from: the machine, a simulated world, or the tape of a recording. */
export interface Clock {
  now(): Millis;
  /** Calls back once after that many milliseconds of this clock; the returned function cancels it. */
  after(delay: Millis, callback: () => void): () => void;
}

/** Milliseconds since 1970; NaN where the text is no moment. */
export const toMillis = (moment: Time): Millis => Date.parse(moment);

export const fromMillis = (millis: Millis): Time => new Date(millis).toISOString();

/** The container runtime counts nanoseconds since 1970 and says 0 for "not yet". */
export function fromUnixNanos(nanos: bigint): Time | null {
  if (nanos <= 0n) return null;
  const seconds = new Date(Number(nanos / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(nanos % 1_000_000_000n).padStart(9, "0")}Z`;
}

/** Earlier first, to the nanosecond: the digits after the point count as far as they go. */
export function compareTimes(a: Time, b: Time): number {
  return toMillis(a) - toMillis(b) || (fraction(a) < fraction(b) ? -1 : fraction(a) > fraction(b) ? 1 : 0);
}

const fraction = (moment: Time): string => moment.slice(20, -1).padEnd(9, "0");
