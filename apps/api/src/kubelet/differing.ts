import { isDeepStrictEqual } from "node:util";
import { parseDuration } from "@bayplan/shared";

type Parts = Readonly<Record<string, unknown>>;

/** Of a map, what is not in it was taken out of it; of all else `/configz` leaves out what is empty or unknown to it. */
const MAPS = new Set(["evictionHard"]);
/** Only newer kubelets have it by default. */
const MAY_BE_ABSENT = new Set(["evictionHard.imagefs.inodesFree"]);

const partsOf = (value: unknown): Parts | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Parts) : null;

/** In seconds; a plain number is of nanoseconds, as Go writes those of no other form. Null: it is no duration. */
const secondsOf = (value: unknown): number | null => {
  if (typeof value === "number") return value / 1e9;
  if (typeof value !== "string") return null;
  try {
    return parseDuration(value);
  } catch {
    return null;
  }
};

const isSame = (value: unknown, usual: unknown): boolean => {
  if (isDeepStrictEqual(value, usual)) return true;
  const length = typeof usual === "string" ? secondsOf(usual) : null;
  return length !== null && secondsOf(value) === length;
};

/**
 * Which parts of a setting are another than their default, as whole paths (`authentication.anonymous.enabled`), or the
 * setting itself where it has none. A part without a default is not judged; durations are compared by their length.
 */
export const differing = (name: string, value: unknown, usual: unknown): string[] => {
  if (usual === undefined) return [];
  const [parts, usualParts] = [partsOf(value), partsOf(usual)];
  if (!parts || !usualParts) return isSame(value, usual) ? [] : [name];
  return Object.entries(usualParts).flatMap(([part, expected]) => {
    const path = `${name}.${part}`;
    if (parts[part] !== undefined) return differing(path, parts[part], expected);
    return MAPS.has(name) && !MAY_BE_ABSENT.has(path) ? [path] : [];
  });
};
