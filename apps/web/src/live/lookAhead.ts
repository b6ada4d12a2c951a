import type { Feeds } from "./feeds.ts";

/** Until the page's own code has arrived and looks itself. Milliseconds. */
const AHEAD = 15_000;

const NODE = /^nodes\/([^/]+)\/?$/;

/**
 * Opens the feeds that the page at an address looks at first, so that they are under way while its code is. The path is
 * the one under the base path: `nodes/web-01`.
 */
export const lookAhead = (feeds: Feeds, path: string, after: (delay: number, callback: () => void) => void): void => {
  const name = NODE.exec(path)?.[1];
  const first =
    path === "" ? [feeds.nodes] : name ? [feeds.node, feeds.nodeEviction].map((of) => of(decode(name))) : [];
  for (const feed of first)
    after(
      AHEAD,
      feed.subscribe(() => {}),
    );
};

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
