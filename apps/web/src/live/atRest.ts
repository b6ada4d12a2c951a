import { elapsed } from "./elapsed.ts";

/** Milliseconds without a scroll event after which it has come to rest. */
const REST = 100;

let scrolledAt = -Infinity;

/** Notes from now on when anything on the page is scrolled. */
export const watchScrolling = (): void =>
  document.addEventListener("scroll", () => (scrolledAt = elapsed()), { capture: true, passive: true });

/** Whether something on the page is being scrolled. */
export const isMoving = (): boolean => elapsed() - scrolledAt < REST;

/** Calls back at once while nobody scrolls, else when that has come to rest, at the latest after so many milliseconds. */
export const atRest = (longest: number, callback: () => void): void => {
  const until = elapsed() + longest;
  const look = (): void => {
    const left = Math.min(scrolledAt + REST, until) - elapsed();
    if (left > 0) setTimeout(look, left);
    else callback();
  };
  look();
};
