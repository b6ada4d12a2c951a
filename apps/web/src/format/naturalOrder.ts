/** A text that sorts as people count when compared plainly: `web-2` before `web-10`. */
export const naturalKey = (name: string): string => name.replace(/\d+/g, (digits) => digits.padStart(9, "0"));

/** Plain order of code units: fast, and the same everywhere. */
export const inPlainOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares two names as people count. To sort many, work the keys out once. */
export const naturalOrder = (a: string, b: string): number =>
  inPlainOrder(naturalKey(a), naturalKey(b)) || inPlainOrder(a, b);
