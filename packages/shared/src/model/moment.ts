import type { Time } from "./time.ts";

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
