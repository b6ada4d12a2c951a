import type { Clock } from "@bayplan/shared";

/** The machine's own time. */
export const clock: Clock = {
  now: () => Date.now(),
  after(delay, callback) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};
