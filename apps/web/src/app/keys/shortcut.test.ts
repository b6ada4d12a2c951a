import { expect, test } from "vitest";
import { createShortcuts, type Shortcut } from "./shortcut.ts";

const pressed = (keys: string, between = 100): (Shortcut | null)[] => {
  const read = createShortcuts();
  return [...keys].map((key, index) => read(key, index * between));
};

test.each<[string, Shortcut | null]>([
  ["gf", { do: "page", to: "/" }],
  ["gd", { do: "page", to: "/devices" }],
  ["ge", { do: "page", to: "/evictions" }],
  ["gp", { do: "page", to: "/fit" }],
  ["ggd", { do: "page", to: "/devices" }],
  ["p", { do: "pause" }],
  ["gxp", { do: "pause" }],
  ["d", null],
  ["g", null],
  ["1", { do: "tab", place: 0 }],
  ["9", { do: "tab", place: 8 }],
  ["0", null],
  ["[", { do: "node", step: -1 }],
  ["]", { do: "node", step: 1 }],
  ["i", { do: "details" }],
])("%s", (keys, expected) => expect(pressed(keys).at(-1)).toEqual(expected));

test("a key that comes late begins anew", () => {
  expect(pressed("gp", 2_000).at(-1)).toEqual({ do: "pause" });
  expect(pressed("gd", 2_000).at(-1)).toBeNull();
});
