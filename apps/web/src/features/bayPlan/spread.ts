/**
 * Moves labels apart until none is nearer to the next than `gap`, keeping their order and staying within 0 to
 * `height`. Takes and gives the labels' middles, smallest first.
 */
export const spread = (middles: readonly number[], gap: number, height: number): number[] => {
  const placed = [...middles];
  for (let index = 0; index < placed.length; index += 1) {
    const floor = index === 0 ? gap / 2 : (placed[index - 1] ?? 0) + gap;
    placed[index] = Math.max(placed[index] ?? 0, floor);
  }
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const ceiling = index === placed.length - 1 ? height - gap / 2 : (placed[index + 1] ?? height) - gap;
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
  }
  return placed;
};
