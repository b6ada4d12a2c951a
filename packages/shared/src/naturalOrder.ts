const keys = new Map<string, string>();

/** So many keys are kept: the same names are sorted with every change of a page. */
const KEPT = 20_000;

/** A text that sorts as people count when compared plainly: `web-2` before `web-10`. */
export const naturalKey = (name: string): string => {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = name.replace(/\d+/g, (digits) => digits.padStart(9, "0"));
  if (keys.size >= KEPT) keys.clear();
  keys.set(name, key);
  return key;
};

/** Plain order of code units: fast, and the same everywhere. */
export const inPlainOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares two names as people count. */
export const naturalOrder = (a: string, b: string): number =>
  inPlainOrder(naturalKey(a), naturalKey(b)) || inPlainOrder(a, b);
