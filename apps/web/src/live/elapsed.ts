/** Milliseconds since the page opened, by a clock that nobody sets: only good for differences. */
export const elapsed = (): number => performance.now();
