/** What a key asks for, wherever on the page it is pressed. */
export type Shortcut =
  | { do: "page"; to: "/" | "/devices" | "/evictions" | "/fit" }
  /** The node's tab at that place, from 0. */
  | { do: "tab"; place: number }
  /** The next node in the fleet's order, or the one before. */
  | { do: "node"; step: 1 | -1 }
  | { do: "pause" }
  | { do: "details" };

const PAGES = { f: "/", d: "/devices", e: "/evictions", p: "/fit" } as const;

const isPage = (key: string): key is keyof typeof PAGES => Object.hasOwn(PAGES, key);

/** Milliseconds within which the second of two keys must follow the first. */
const PATIENCE = 1_500;

/** Reads keys one by one: `g` and a page's letter belong together. @param now steady milliseconds. */
export const createShortcuts = (): ((key: string, now: number) => Shortcut | null) => {
  let begun = Number.NEGATIVE_INFINITY;
  return (key, now) => {
    const follows = now - begun < PATIENCE;
    begun = key === "g" ? now : Number.NEGATIVE_INFINITY;
    if (follows && isPage(key)) return { do: "page", to: PAGES[key] };
    if (/^[1-9]$/.test(key)) return { do: "tab", place: Number(key) - 1 };
    switch (key) {
      case "[":
        return { do: "node", step: -1 };
      case "]":
        return { do: "node", step: 1 };
      case "p":
        return { do: "pause" };
      case "i":
        return { do: "details" };
      default:
        return null;
    }
  };
};
