import { elapsed } from "./elapsed.ts";

/** Milliseconds without a scroll event after which it has come to rest. */
const REST = 100;

let scrolledAt = -Infinity;

/** Notes from now on when anything on the page is scrolled. */
export const watchScrolling = (): void =>
  document.addEventListener("scroll", () => (scrolledAt = elapsed()), { capture: true, passive: true });

/** Whether something on the page is being scrolled. */
export const isMoving = (): boolean => elapsed() - scrolledAt < REST;

/** Those that wait, and until when at the latest. One timer looks for all: rows that pass below a pointer are many. */
const waiting = new Map<() => void, number>();
let timer: ReturnType<typeof setTimeout> | null = null;

const look = (): void => {
  timer = null;
  const now = elapsed();
  const rest = scrolledAt + REST;
  for (const [callback, until] of waiting) {
    if (Math.min(rest, until) > now) continue;
    waiting.delete(callback);
    callback();
  }
  wait();
};

const wait = (): void => {
  if (timer !== null || waiting.size === 0) return;
  const first = Math.min(scrolledAt + REST, ...waiting.values());
  timer = setTimeout(look, Math.max(0, first - elapsed()));
};

/** Calls back at once while nobody scrolls, else when that has come to rest, at the latest after so many milliseconds. */
export const atRest = (longest: number, callback: () => void): void => {
  if (!isMoving()) return callback();
  waiting.set(callback, elapsed() + longest);
  wait();
};
