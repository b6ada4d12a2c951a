import { TABS, type Tab } from "../node/nodeSearch.ts";

/** A tab of a node as somewhere to go. */
export interface TabPlace {
  node: string;
  tab: Tab;
}

/** Shorter ones begin many names. */
const SHORTEST = 3;
const MOST_NODES = 10;

const tabsCalled = (word: string): Tab[] => (word.length < SHORTEST ? [] : TABS.filter((tab) => tab.startsWith(word)));

/**
 * The tabs that a query names: with other words those of the nodes that hold all of these, alone those of the node that
 * is shown.
 */
export const tabPlaces = (query: string, nodes: Iterable<string>, shown: string | undefined): TabPlace[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return [...new Set(words)].flatMap((word) => {
    const index = words.indexOf(word);
    const tabs = tabsCalled(word);
    if (tabs.length === 0) return [];
    const others = words.toSpliced(index, 1);
    const found =
      others.length === 0
        ? shown === undefined
          ? []
          : [shown]
        : [...nodes].filter((node) => others.every((other) => node.toLowerCase().includes(other))).slice(0, MOST_NODES);
    return found.flatMap((node) => tabs.map((tab) => ({ node, tab })));
  });
};
