import { useEffect, useState } from "react";
import { isMoving } from "../../live/atRest.ts";

/**
 * How many of so many things are drawn by now: all of them at once, but where they come into sight while the page is
 * scrolled, one more each frame, for no frame has time for all.
 * @param place of what is drawn: with another it begins anew.
 */
export const useFilling = (count: number, place: number): number => {
  const first = (): number => (isMoving() ? 1 : Infinity);
  const [filled, setFilled] = useState(() => ({ place, drawn: first() }));
  const current = filled.place === place ? filled : { place, drawn: first() };
  if (current !== filled) setFilled(current);
  const { drawn } = current;
  const isWhole = drawn >= count;
  useEffect(() => {
    if (isWhole) return;
    const frame = requestAnimationFrame(() => setFilled({ place, drawn: drawn + 1 }));
    return () => cancelAnimationFrame(frame);
  }, [place, drawn, isWhole]);
  return Math.min(drawn, count);
};
