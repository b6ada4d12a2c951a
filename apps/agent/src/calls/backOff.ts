import type { Millis } from "@bayplan/shared";

/**
 * Doubles from `first` up to `most`; between half of that and all of it, so that many agents do not knock together.
 * `failures` counts from 1.
 */
export function backOff(
  failures: number,
  { first, most, random }: { first: Millis; most: Millis; random: () => number },
): Millis {
  const delay = Math.min(most, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(delay / 2 + (random() * delay) / 2);
}
