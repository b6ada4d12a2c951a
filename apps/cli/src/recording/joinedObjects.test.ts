import { beforeEach, expect, test } from "vitest";
import { createJoinedObjects, type JoinedObjects } from "./joinedObjects.ts";

const PATH = "/api/v1/persistentvolumes";

let told: string[];
let objects: JoinedObjects;

const volume = (name: string, ...names: string[]) => ({ metadata: { name }, names });
const nameOf = (object: unknown): string => (object as { metadata: { name: string } }).metadata.name;

beforeEach(() => {
  told = [];
  objects = createJoinedObjects({
    path: PATH,
    nodes: ["a", "b"],
    namesOf: (object) => (object as { names: string[] }).names,
    tell(node, call, body) {
      const { items, type, object } = body as { items?: unknown[]; type?: string; object?: unknown };
      told.push(`${node} ${call.split(" ")[0]} ${items ? items.map(nameOf).join() : `${type} ${nameOf(object)}`}`);
    },
  });
});

test("a list tells each node of what concerns it, and one of nothing that there is nothing", () => {
  objects.join("a", ["x", "y"]);
  objects.listed({ items: [volume("one", "x"), volume("two", "z"), volume("three", "y", "z")] });
  expect(told).toEqual(["a list one,three", "b list "]);
});

test("what comes to concern a node later is told then, once", () => {
  objects.listed({ items: [volume("one", "x", "y")] });
  objects.watched("ADDED", volume("two", "y"));
  told.length = 0;
  objects.join("b", ["y"]);
  objects.join("b", ["x", "y"]);
  objects.join("a", ["x"]);
  expect(told).toEqual(["b watch ADDED one", "b watch ADDED two", "a watch ADDED one"]);
});

test("what concerns a node no more is told it, and its end", () => {
  objects.join("a", ["x"]);
  objects.join("b", ["y"]);
  objects.watched("ADDED", volume("one", "x"));
  objects.watched("MODIFIED", volume("one", "y"));
  objects.watched("MODIFIED", volume("one"));
  objects.watched("MODIFIED", volume("one"));
  objects.watched("MODIFIED", volume("one", "y"));
  objects.watched("DELETED", volume("one"));
  objects.join("a", ["y"]);
  expect(told).toEqual([
    "a watch ADDED one",
    "a watch MODIFIED one",
    "b watch MODIFIED one",
    "b watch MODIFIED one",
    "b watch MODIFIED one",
    "b watch DELETED one",
  ]);
});
