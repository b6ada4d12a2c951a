import { expect, test } from "vitest";
import { rowAfter } from "./useRowKeys.ts";

test.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 99, 99],
  ["ArrowUp", 0, 0],
  ["PageDown", 5, 25],
  ["PageDown", 95, 99],
  ["PageUp", 5, 0],
  ["Home", 50, 0],
  ["End", 50, 99],
  ["a", 50, null],
])("%s leads from row %i of 100 to %o", (key, from, to) => expect(rowAfter(key, from, 100, 20)).toBe(to));
