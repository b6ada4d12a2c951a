import { expect, test } from "vitest";
import type { ApiObject } from "../kubernetes.ts";
import { MINUTE } from "../time/clock.ts";
import { createCollection } from "./collection.ts";

interface Thing extends ApiObject {
  colour?: string;
}

const thing = (name: string, colour = "red"): Thing => ({
  metadata: { name, namespace: "test", uid: name, resourceVersion: "", creationTimestamp: "" },
  colour,
});

function create(start = 10) {
  const present = { now: 0 };
  const versions = { current: start };
  return { present, versions, things: createCollection<Thing>(versions, () => present.now) };
}

test("counts one version up with every change, over all kinds", () => {
  const { things, versions } = create();
  const others = createCollection<Thing>(versions, () => 0);
  expect(things.put(thing("a")).metadata.resourceVersion).toBe("11");
  expect(others.put(thing("b")).metadata.resourceVersion).toBe("12");
  expect(things.put(thing("a", "blue")).metadata.resourceVersion).toBe("13");
  expect(things.version()).toBe(13);
});

test("tells what changed since a version, with what was there before", () => {
  const { things } = create();
  things.put(thing("a"));
  const from = things.version();
  things.put(thing("a", "blue"));
  things.remove("test", "a");
  const changes = things.since(from) ?? [];
  expect(changes.map(({ type, version }) => [type, version])).toEqual([
    ["MODIFIED", 12],
    ["DELETED", 13],
  ]);
  expect(changes[0]?.previous?.colour).toBe("red");
  expect(changes[1]?.object.metadata.resourceVersion).toBe("13");
});

test("knows what was there at a version", () => {
  const { things } = create();
  things.put(thing("b"));
  things.put(thing("a"));
  const then = things.version();
  things.put(thing("a", "blue"));
  things.remove("test", "b");
  things.put(thing("c"));
  expect(things.list().map(({ metadata, colour }) => [metadata.name, colour])).toEqual([
    ["a", "blue"],
    ["c", "red"],
  ]);
  expect(things.at(then)?.map(({ metadata, colour }) => [metadata.name, colour])).toEqual([
    ["a", "red"],
    ["b", "red"],
  ]);
});

test("forgets what is older than five minutes", () => {
  const { things, present } = create();
  things.put(thing("a"));
  const early = things.version();
  things.put(thing("a", "blue"));
  present.now = 4 * MINUTE;
  things.put(thing("a", "green"));
  const late = things.version();
  present.now = 6 * MINUTE;
  things.put(thing("a", "black"));
  expect(things.since(early)).toBeNull();
  expect(things.at(early)).toBeNull();
  expect(things.since(late)).toHaveLength(1);
});

test("forgets everything when it is compacted, but for the present", () => {
  const { things } = create();
  const before = things.version();
  things.put(thing("a"));
  things.compact();
  expect(things.since(before)).toBeNull();
  expect(things.since(things.version())).toEqual([]);
  expect(things.historySize()).toBe(0);
});
