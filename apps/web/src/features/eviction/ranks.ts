import type { EvictionRow } from "@bayplan/shared";

/**
 * first: the next to go. next: would have to go as well to clear the line. later: not for now.
 * passed: never evicted, or on its way out already.
 */
export interface Rank {
  place: number | null;
  look: "first" | "next" | "later" | "passed";
  why: string;
}

/** Each pod's place among those that can go, by its UID. `needed`: how many it takes to clear the line. */
export const ranksOf = (order: readonly EvictionRow[], needed: number | null): ReadonlyMap<string, Rank> => {
  const ranks = new Map<string, Rank>();
  let place = 0;
  for (const { uid, evictable, why } of order) {
    if (evictable) place += 1;
    const look = !evictable ? "passed" : place === 1 ? "first" : place <= (needed ?? Infinity) ? "next" : "later";
    ranks.set(uid, { place: evictable ? place : null, look, why });
  }
  return ranks;
};

/** Whether a cell or token looks the same with other properties: of its rank only what it draws counts. */
export const isDrawnAlike = <Props extends { rank: Rank | undefined }>(before: Props, after: Props): boolean =>
  before.rank?.place === after.rank?.place &&
  before.rank?.look === after.rank?.look &&
  (Object.keys(after) as (keyof Props)[]).every((key) => key === "rank" || Object.is(before[key], after[key]));
