/** Where the present comes from: the machine's own time, or one that a test moves. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after that many milliseconds of this clock; the returned function cancels it. */
  after(delay: number, callback: () => void): () => void;
}

export type Cancel = () => void;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
