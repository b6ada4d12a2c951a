/** Where a tick's word stands: after it, before it, or nowhere, where there is no room. */
export type Place = "start" | "end" | null;

/** Roughly, of 11 px text. */
const LETTER = 6.2;
const GAP = 8;

/** Places for the words of ticks, in the order of their `x` (pixels), so that none lies over another or leaves the plot. */
export const placeWords = (ticks: readonly { x: number; text: string }[], width: number): Place[] => {
  let free = -Infinity;
  return ticks.map(({ x, text }) => {
    const length = text.length * LETTER + GAP;
    if (x + length <= width && x >= free) {
      free = x + length;
      return "start";
    }
    if (x + length > width && x - length >= Math.max(free, 0)) {
      free = x + GAP;
      return "end";
    }
    return null;
  });
};
