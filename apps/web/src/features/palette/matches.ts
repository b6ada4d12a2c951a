import { naturalOrder } from "@bayplan/shared/naturalOrder";

/** Something one can go to. */
export interface Place {
  id: string;
  kind: "page" | "tab" | "node" | "pod" | "device";
  name: string;
  /** Beside it: a namespace, a holder. Is searched too. */
  detail: string;
  /** A pod's namespace/name: is searched too. */
  path?: string;
}

const KINDS: readonly Place["kind"][] = ["page", "tab", "node", "pod", "device"];

/** 0: the name is what is asked for; 1: it begins so; 2: a part of it does; 3: it is somewhere. Null: not at all. */
const distance = ({ name, detail, path = "" }: Place, words: readonly string[]): number | null => {
  const lower = name.toLowerCase();
  const text = `${lower}\n${detail.toLowerCase()}\n${path}`;
  if (!words.every((word) => text.includes(word))) return null;
  const [first = ""] = words;
  if (lower === first || path === first) return 0;
  if (lower.startsWith(first) || path.startsWith(first)) return 1;
  return lower.split(/[-./]/).some((part) => part.startsWith(first)) ? 2 : 3;
};

/** The places that hold every word, the nearest first. */
export const matches = (places: readonly Place[], query: string, most: number): Place[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return places
    .flatMap((place) => {
      const far = distance(place, words);
      return far === null ? [] : [{ place, far }];
    })
    .toSorted(
      (a, b) =>
        (words.length === 0 ? 0 : a.far - b.far) ||
        KINDS.indexOf(a.place.kind) - KINDS.indexOf(b.place.kind) ||
        naturalOrder(a.place.name, b.place.name),
    )
    .slice(0, most)
    .map(({ place }) => place);
};
