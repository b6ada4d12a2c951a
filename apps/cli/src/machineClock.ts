import type { Clock } from "@bayplan/shared";

/** The machine's own time. */
export const machineClock: Clock = {
  now: () => Date.now(),
  after(delay, callback) {
    const timer = setTimeout(callback, Math.max(0, delay));
    return () => clearTimeout(timer);
  },
};
