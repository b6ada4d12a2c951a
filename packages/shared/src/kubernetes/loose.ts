/** JSON from elsewhere, of which nothing is known: each field is looked at before it is used. */
export type Loose = Readonly<Record<string, unknown>>;

const NOTHING: Loose = Object.freeze({});

export const isObject = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const objectOf = (value: unknown): Loose => (isObject(value) ? value : NOTHING);
export const objectsOf = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.filter(isObject) : []);
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
/** As `textOf`; an empty text is as good as none. */
export const wordOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
export const flagOf = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** A map of texts; a number is written out, anything else left out. Undefined where there is no map. */
export function textMapOf(value: unknown): Record<string, string> | undefined {
  if (!isObject(value)) return undefined;
  const texts: Record<string, string> = {};
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === "string") texts[key] = item;
    else if (typeof item === "number") texts[key] = String(item);
  }
  return texts;
}

/** Each object of a list, read; undefined where there is none. */
export function someOf<Item>(list: unknown, read: (item: Loose) => Item): Item[] | undefined {
  const items = objectsOf(list);
  return items.length > 0 ? items.map(read) : undefined;
}
