import type { Millis } from "@bayplan/shared";

/** What the server says of its clock: the moment, and how fast it runs against real time. */
export interface ClockReading {
  at: Millis;
  rate: number;
}

/** The server's present, carried on between two readings. Null until the first one. */
export interface ServerClock {
  now(): Millis | null;
  set(reading: ClockReading): void;
  /** Holds the present while the page is paused, so that ages and what they belong to stand together. */
  hold(held: boolean): void;
}

/** `elapsed` counts milliseconds steadily and is never set. */
export const createServerClock = (elapsed: () => number): ServerClock => {
  let base: { reading: ClockReading; takenAt: number } | null = null;
  let heldAt: Millis | null = null;

  const running = (): Millis | null => base && base.reading.at + base.reading.rate * (elapsed() - base.takenAt);

  return {
    now: () => heldAt ?? running(),
    set: (reading) => {
      base = { reading, takenAt: elapsed() };
    },
    hold: (held) => {
      heldAt = held ? running() : null;
    },
  };
};
