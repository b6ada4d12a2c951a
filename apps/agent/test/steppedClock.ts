import { setImmediate } from "node:timers/promises";
import type { Clock, Millis } from "@bayplan/shared";

export interface SteppedClock extends Clock {
  /** Lets that much time pass: what falls due runs at its moment, and what it set off with it. */
  pass(time: Millis): Promise<void>;
}

/** A clock that stands until it is told to go on. */
export function createSteppedClock(start = Date.parse("2026-11-21T10:00:00Z")): SteppedClock {
  let now = start;
  const due = new Set<{ at: Millis; callback: () => void }>();
  return {
    now: () => now,
    after(delay, callback) {
      const timer = { at: now + delay, callback };
      due.add(timer);
      return () => void due.delete(timer);
    },
    async pass(time) {
      const end = now + time;
      await setImmediate();
      for (;;) {
        const next = [...due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        due.delete(next);
        now = Math.max(now, next.at);
        next.callback();
        await setImmediate();
      }
      now = end;
      await setImmediate();
    },
  };
}
