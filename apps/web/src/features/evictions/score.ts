import type { EvictionView } from "@bayplan/api/views";

/** Of how many evictions an order was held before, and how many of them it had first. */
export const scoreOf = (evictions: readonly Pick<EvictionView, "check">[]): { checked: number; correct: number } => {
  const checked = evictions.filter(({ check }) => check.correct !== null);
  return { checked: checked.length, correct: checked.filter(({ check }) => check.correct).length };
};
