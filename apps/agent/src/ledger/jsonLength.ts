/** No number of ours is longer in JSON. */
const NUMBER = 12;
const FLAG = 5;

/** About how many characters a plain value is in JSON: near enough to cut reports by, without writing it out. */
export function jsonLength(value: unknown): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value === "number") return NUMBER;
  if (typeof value !== "object" || value === null) return FLAG;
  let length = 2;
  if (Array.isArray(value)) {
    for (const item of value) length += jsonLength(item) + 1;
    return length;
  }
  for (const key in value) length += key.length + 4 + jsonLength((value as Record<string, unknown>)[key]);
  return length;
}
