import { useEffect, useState } from "react";
import { isMoving } from "../../live/atRest.ts";

/**
 * How many of so many things are drawn by now: all of them at once, but where they come into sight while the page is
 * scrolled, one more each frame, for no frame has time for all.
 */
export const useFilling = (count: number): number => {
  const [drawn, setDrawn] = useState(() => (isMoving() ? 1 : Infinity));
  const isWhole = drawn >= count;
  useEffect(() => {
    if (isWhole) return;
    const frame = requestAnimationFrame(() => setDrawn(drawn + 1));
    return () => cancelAnimationFrame(frame);
  }, [drawn, isWhole]);
  return Math.min(drawn, count);
};
