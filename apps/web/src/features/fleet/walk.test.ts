import { expect, test } from "vitest";
import { nodeAfter } from "./walk.ts";

test.each([
  ["b", 1, "c"],
  ["b", -1, "a"],
  ["c", 1, null],
  ["a", -1, null],
  ["elsewhere", 1, "a"],
] as const)("from %s by %s", (from, step, to) =>
  expect(nodeAfter([{ name: "a" }, { name: "b" }, { name: "c" }], from, step)).toBe(to),
);

test("there is nothing to walk through", () => expect(nodeAfter([], "a", 1)).toBeNull());
