const FIRST = 500;
const LONGEST = 15_000;

/**
 * Milliseconds until the next attempt to connect, `attempt` counted from 0: doubling, capped, and spread over the
 * upper half by `chance` (0 to 1), so that a server that comes back is not met by all its pages at once.
 */
export const backOff = (attempt: number, chance: number): number => {
  const longest = Math.min(FIRST * 2 ** attempt, LONGEST);
  return Math.round(longest * (0.5 + chance / 2));
};
