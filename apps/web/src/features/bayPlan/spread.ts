/**
 * Moves labels apart until none is nearer to the next than `gap`, keeping their order and staying within `top` to
 * `bottom`. Takes and gives the labels' middles, smallest first.
 */
export const spread = (middles: readonly number[], gap: number, top: number, bottom: number): number[] => {
  const placed = [...middles];
  for (let index = 0; index < placed.length; index += 1) {
    const floor = index === 0 ? top + gap / 2 : (placed[index - 1] ?? 0) + gap;
    placed[index] = Math.max(placed[index] ?? 0, floor);
  }
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const ceiling = index === placed.length - 1 ? bottom - gap / 2 : (placed[index + 1] ?? bottom) - gap;
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
  }
  return placed;
};
