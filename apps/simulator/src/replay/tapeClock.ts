import type { Cancel, Clock } from "../world/time/clock.ts";

/** A recording's time: it is set, runs at any speed up to the next observation, or stands. */
export interface TapeClock extends Clock {
  /** How fast it runs: 1 is real time, 0 a clock that stands. */
  rate(): number;
  /** Moves forward to that moment and stands there; what falls due on the way is called, each at its own moment. */
  moveTo(at: number): void;
  /** Runs from where it is at that rate, and stands when it gets there. */
  runTo(at: number, rate: number): void;
  stand(): void;
  /** Goes back; what was to happen happens as long after the new moment as it was to after the old. */
  goBackTo(at: number): void;
}

interface Timer {
  due: number;
  callback: () => void;
}

/** Stands at `start`; `machine` says how much real time passes. */
export function createTapeClock(start: number, machine: Clock): TapeClock {
  const timers = new Set<Timer>();
  let at = start;
  let since = machine.now();
  let rate = 0;
  let goal = start;
  /** Within a callback, its own moment. */
  let present: number | null = null;
  let cancelWake: Cancel | null = null;

  const now = (): number => present ?? Math.min(Math.floor(at + (machine.now() - since) * rate), Math.max(goal, at));

  const earliest = (): Timer | null => {
    let first: Timer | null = null;
    for (const timer of timers) if (!first || timer.due < first.due) first = timer;
    return first;
  };

  const callDue = (until: number): void => {
    for (let next = earliest(); next && next.due <= until; next = earliest()) {
      timers.delete(next);
      present = Math.max(present ?? at, next.due);
      try {
        next.callback();
      } finally {
        present = null;
      }
      at = Math.max(at, next.due);
    }
  };

  const settle = (moment: number): void => {
    at = moment;
    since = machine.now();
  };

  const wake = (): void => {
    cancelWake?.();
    const next = earliest();
    if (rate === 0 || !next || next.due > goal) return;
    cancelWake = machine.after(Math.max(0, (next.due - now()) / rate), () => {
      const reached = now();
      settle(reached);
      callDue(reached);
      settle(reached);
      wake();
    });
  };

  const stopAt = (moment: number): void => {
    rate = 0;
    goal = moment;
    settle(moment);
    cancelWake?.();
  };

  return {
    now,
    rate: () => rate,
    after(delay, callback) {
      const timer = { due: now() + Math.max(0, delay), callback };
      timers.add(timer);
      if (present === null) wake();
      return () => void timers.delete(timer);
    },
    moveTo(moment) {
      const target = Math.max(moment, now());
      stopAt(now());
      callDue(target);
      stopAt(target);
    },
    runTo(moment, speed) {
      settle(now());
      rate = speed;
      goal = Math.max(moment, at);
      wake();
    },
    stand: () => stopAt(now()),
    goBackTo(moment) {
      const back = now() - moment;
      stopAt(moment);
      for (const timer of timers) timer.due -= Math.max(0, back);
    },
  };
}
