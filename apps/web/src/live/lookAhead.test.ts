import { expect, test } from "vitest";
import type { Feeds } from "./feeds.ts";
import { lookAhead } from "./lookAhead.ts";

/** What is looked at, by name, and the timers that end it. */
const setUp = () => {
  const looked = new Set<string>();
  const timers: (() => void)[] = [];
  const feed = (name: string) => ({
    subscribe: () => {
      looked.add(name);
      return () => looked.delete(name);
    },
  });
  const of = (kind: string) => (name: string) => feed(`${kind} ${name}`);
  const feeds = { nodes: feed("nodes"), node: of("node"), nodeEviction: of("eviction") } as unknown as Feeds;
  return { feeds, looked, timers, after: (_delay: number, callback: () => void) => void timers.push(callback) };
};

test.each([
  ["", ["nodes"]],
  ["nodes/web-01", ["node web-01", "eviction web-01"]],
  ["nodes/ip%3A1/", ["node ip:1", "eviction ip:1"]],
  ["nodes/%E0%A4%A", ["node %E0%A4%A", "eviction %E0%A4%A"]],
  ["devices", []],
  ["nodes", []],
  ["pods/shop/web-01", []],
])("what the page at %j looks at first is under way before its code, and not for ever", (path, expected) => {
  const { feeds, looked, timers, after } = setUp();
  lookAhead(feeds, path, after);
  expect([...looked]).toEqual(expected);
  for (const end of timers) end();
  expect(looked.size).toBe(0);
});
