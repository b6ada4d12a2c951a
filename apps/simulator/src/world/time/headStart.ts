import type { Clock } from "./clock.ts";
import { createVirtualClock } from "./virtualClock.ts";

export interface HeadStart {
  /** Begins so much earlier than the given clock, and stands until it has caught up with it; from then on it is that one. */
  clock: Clock;
  /** Lets all happen at once that falls into the time until now. */
  catchUp(): void;
}

/** A world that begins on this clock has a past when it is first looked at. */
export function createHeadStart(present: Clock, before: number): HeadStart {
  const past = createVirtualClock(present.now() - before);
  const waiting = new Set<{ at: number; callback: () => void; cancel: () => void }>();
  let caughtUp = false;
  return {
    clock: {
      now: () => (caughtUp ? present : past).now(),
      after(delay, callback) {
        if (caughtUp) return present.after(delay, callback);
        const timer = { at: past.now() + Math.max(0, delay), callback, cancel: () => {} };
        timer.cancel = past.after(delay, () => {
          waiting.delete(timer);
          callback();
        });
        waiting.add(timer);
        return () => {
          waiting.delete(timer);
          timer.cancel();
        };
      },
    },
    catchUp() {
      past.advance(present.now() - past.now());
      caughtUp = true;
      for (const timer of waiting) timer.cancel = present.after(Math.max(0, timer.at - present.now()), timer.callback);
      waiting.clear();
    },
  };
}
