/** Not yet. */
export const NANO = 1_000_000_000n;
