import type { Clock } from "./clock.ts";

export interface VirtualClock extends Clock {
  /** Moves the present forward and calls everything that falls due on the way, each at its own moment. */
  advance(milliseconds: number): void;
}

/** A clock that stands until it is moved. */
export function createVirtualClock(start = Date.parse("2026-11-21T08:00:00Z")): VirtualClock {
  let present = start;
  const pending = new Set<{ at: number; callback: () => void }>();

  const earliest = () => {
    let first: { at: number; callback: () => void } | null = null;
    for (const timer of pending) if (!first || timer.at < first.at) first = timer;
    return first;
  };

  return {
    now: () => present,
    after(delay, callback) {
      const timer = { at: present + Math.max(0, delay), callback };
      pending.add(timer);
      return () => pending.delete(timer);
    },
    advance(milliseconds) {
      const until = present + milliseconds;
      for (let next = earliest(); next && next.at <= until; next = earliest()) {
        pending.delete(next);
        present = Math.max(present, next.at);
        next.callback();
      }
      present = until;
    },
  };
}
