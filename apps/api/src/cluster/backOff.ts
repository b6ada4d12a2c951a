/** Doubling waits with jitter: of many that lost the same server, no two come back at the same moment. Milliseconds. */
export interface BackOff {
  next(): number;
  reset(): void;
}

export const createBackOff = (first: number, longest: number, random: () => number = Math.random): BackOff => {
  let wait = first;
  return {
    next: () => {
      const jittered = wait * (0.5 + random() / 2);
      wait = Math.min(wait * 2, longest);
      return jittered;
    },
    reset: () => {
      wait = first;
    },
  };
};
