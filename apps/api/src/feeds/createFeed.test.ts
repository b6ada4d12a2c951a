import { expect, test } from "vitest";
import type { FeedMessage, Keyed } from "../views/feed.ts";
import { createFeed, type WritableFeed } from "./createFeed.ts";

interface Row {
  key: string;
  value: number;
}

/** Of so many rows, those with the highest value are looked at first. */
const largeFeed = (size: number): WritableFeed<Row> => {
  const feed = createFeed<Row>({ inOrder: (rows) => rows.toSorted((a, b) => b.value - a.value) });
  for (let value = 0; value < size; value += 1) feed.set({ key: `row-${value}`, value });
  return feed;
};

const instantly = async (): Promise<void> => {};

const follow = <Row extends Keyed>(
  feed: WritableFeed<Row>,
  lastEventId: string | null = null,
  drained: (signal: AbortSignal) => Promise<void> = instantly,
) => {
  const stopping = new AbortController();
  const messages = feed.follow({ lastEventId, signal: stopping.signal, drained });
  const next = async (): Promise<{ id: string; message: FeedMessage<Row> }> => {
    const { value } = await messages.next();
    if (!value) throw new Error("the feed ended");
    return value;
  };
  return { next, end: () => stopping.abort(), ended: async () => (await messages.next()).done };
};

test("first everything, then only what changed", async () => {
  const feed = createFeed<Row>();
  feed.set({ key: "a", value: 1 });
  feed.set({ key: "b", value: 1 });
  const { next, end, ended } = follow(feed);
  expect((await next()).message).toEqual({
    reset: true,
    upserts: [
      { key: "a", value: 1 },
      { key: "b", value: 1 },
    ],
    changes: [],
    removals: [],
  });
  feed.set({ key: "b", value: 2 });
  feed.set({ key: "c", value: 1 });
  feed.remove("a");
  expect((await next()).message).toEqual({
    reset: false,
    upserts: [{ key: "c", value: 1 }],
    changes: [{ key: "b", value: 2 }],
    removals: ["a"],
  });
  end();
  expect(await ended()).toBe(true);
  expect(feed.subscribers()).toBe(0);
});

test("a row that says the same as before tells nobody, and stays the same object", () => {
  const feed = createFeed<Row>();
  const row = { key: "a", value: 1 };
  expect(feed.set(row)).toBe(true);
  expect(feed.set({ key: "a", value: 1 })).toBe(false);
  expect(feed.get("a")).toBe(row);
});

test("replacing keeps what is the same, and removes what is not named", async () => {
  const feed = createFeed<Row>();
  feed.replace([
    { key: "a", value: 1 },
    { key: "b", value: 1 },
  ]);
  const { next, end } = follow(feed);
  await next();
  feed.replace([
    { key: "b", value: 1 },
    { key: "c", value: 1 },
  ]);
  expect((await next()).message).toEqual({
    reset: false,
    upserts: [{ key: "c", value: 1 }],
    changes: [],
    removals: ["a"],
  });
  end();
});

test("who was cut off goes on from the last message", async () => {
  const feed = createFeed<Row>();
  feed.replace([
    { key: "a", value: 1 },
    { key: "b", value: 1 },
  ]);
  const before = follow(feed);
  const { id } = await before.next();
  before.end();
  feed.set({ key: "b", value: 2 });
  const after = follow(feed, id);
  expect((await after.next()).message).toEqual({
    reset: false,
    upserts: [],
    changes: [{ key: "b", value: 2 }],
    removals: [],
  });
  after.end();
});

test.each(["0.0", "another.3", "nonsense", ""])("an id of another process (%j) starts anew", async (lastEventId) => {
  const feed = createFeed<Row>();
  feed.set({ key: "a", value: 1 });
  const { next, end } = follow(feed, lastEventId);
  expect((await next()).message.reset).toBe(true);
  end();
});

test("a subscriber that is slow gets one message with the newest of each row, however much changed", async () => {
  const feed = createFeed<Row>();
  feed.set({ key: "a", value: 0 });
  const room = Promise.withResolvers<void>();
  const { next, end } = follow(feed, null, () => room.promise);
  await next();
  const second = next();
  for (let value = 1; value <= 300; value += 1) feed.set({ key: "a", value });
  room.resolve();
  expect((await second).message).toEqual({
    reset: false,
    upserts: [],
    changes: [{ key: "a", value: 300 }],
    removals: [],
  });
  end();
});

test("the log of changes is bounded: who fell behind it starts anew", async () => {
  const feed = createFeed<Row>();
  feed.set({ key: "a", value: 0 });
  const room = Promise.withResolvers<void>();
  const { next, end } = follow(feed, null, () => room.promise);
  await next();
  const second = next();
  for (let value = 1; value <= 5_000; value += 1) feed.set({ key: "a", value });
  room.resolve();
  expect((await second).message).toEqual({
    reset: true,
    upserts: [{ key: "a", value: 5_000 }],
    changes: [],
    removals: [],
  });
  end();
});

test("very many rows come in parts, those first that are looked at first, and each tells how many there will be", async () => {
  const { next, end } = follow(largeFeed(1_000));
  const messages = [await next(), await next(), await next(), await next(), await next()].map(({ message }) => message);
  expect(messages.map(({ reset }) => reset)).toEqual([true, false, false, false, false]);
  expect(messages.map(({ total }) => total)).toEqual([1_000, 1_000, 1_000, 1_000, undefined]);
  const values = messages.flatMap(({ upserts }) => upserts.map(({ value }) => value));
  expect(values).toEqual(Array.from({ length: 1_000 }, (_, index) => 999 - index));
  expect(messages[0]?.upserts).toHaveLength(150);
  end();
});

test("what changes while the parts come is not lost, and tells no row that is gone", async () => {
  const feed = largeFeed(1_000);
  const { next, end } = follow(feed);
  const rows = new Map<string, number>();
  const take = async (): Promise<FeedMessage<Row>> => {
    const { message } = await next();
    for (const { key, value } of message.upserts) rows.set(key, value);
    for (const { key, value } of message.changes) if (value !== undefined && rows.has(key)) rows.set(key, value);
    for (const key of message.removals) rows.delete(key);
    return message;
  };
  await take();
  feed.set({ key: "row-999", value: -1 });
  feed.set({ key: "row-3", value: 3_000 });
  feed.set({ key: "new", value: 7 });
  feed.remove("row-998");
  feed.remove("row-2");
  while ((await take()).total !== undefined);
  expect(await take()).toMatchObject({ reset: false, removals: ["row-998", "row-2"] });
  expect(rows).toEqual(new Map(feed.rows().map(({ key, value }) => [key, value])));
  end();
});

test("who is cut off between two parts starts anew; after the last one it goes on", async () => {
  const feed = largeFeed(600);
  const first = follow(feed);
  const cut = await first.next();
  first.end();
  const second = follow(feed, cut.id);
  expect((await second.next()).message).toMatchObject({ reset: true, total: 600 });
  await second.next();
  const last = await second.next();
  expect(last.message.total).toBeUndefined();
  second.end();
  feed.set({ key: "row-5", value: 0 });
  const third = follow(feed, last.id);
  expect((await third.next()).message).toEqual({
    reset: false,
    upserts: [],
    changes: [{ key: "row-5", value: 0 }],
    removals: [],
  });
  third.end();
});

interface Wide {
  key: string;
  load: { used: number };
  name: string;
  note?: string;
}

test("of a row that was told before only what changed is told, to each from where they are", async () => {
  const feed = createFeed<Wide>();
  feed.set({ key: "a", load: { used: 1 }, name: "old" });
  const early = follow(feed);
  const { id } = await early.next();
  feed.set({ key: "a", load: { used: 2 }, name: "old" });
  expect((await early.next()).message).toMatchObject({ upserts: [], changes: [{ key: "a", load: { used: 2 } }] });
  feed.set({ key: "a", load: { used: 2 }, name: "new" });
  expect((await early.next()).message.changes).toEqual([{ key: "a", name: "new" }]);
  early.end();
  const late = follow(feed, id);
  expect((await late.next()).message.changes).toEqual([{ key: "a", load: { used: 2 }, name: "new" }]);
  late.end();
});

test("a row that went and came again, or lost a field, is told whole", async () => {
  const feed = createFeed<Wide>();
  feed.set({ key: "a", load: { used: 1 }, name: "a" });
  feed.set({ key: "b", load: { used: 1 }, name: "b", note: "short" });
  const { next, end } = follow(feed);
  await next();
  feed.remove("a");
  feed.set({ key: "a", load: { used: 1 }, name: "again" });
  feed.set({ key: "b", load: { used: 2 }, name: "b" });
  expect((await next()).message).toEqual({
    reset: false,
    upserts: [
      { key: "a", load: { used: 1 }, name: "again" },
      { key: "b", load: { used: 2 }, name: "b" },
    ],
    changes: [],
    removals: [],
  });
  end();
});
