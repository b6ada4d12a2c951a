import { expect, test } from "vitest";
import { markOf, readMarks, readOpened, turned, writeMarks } from "./opened.ts";

test("a mark is short, and of ten thousand no two are alike", () => {
  const marks = Array.from({ length: 10_000 }, (_, index) => markOf(`45d19755-08bc-4ad8-ab45-${index}`));
  expect(new Set(marks).size).toBe(marks.length);
  expect(Math.max(...marks.map(({ length }) => length))).toBeLessThanOrEqual(7);
});

test("what an address says is read, and what is no mark left out", () => {
  expect(readMarks("1ab.<b>.2cd.")).toEqual(["1ab", "2cd"]);
  expect(readMarks(["1ab"])).toEqual([]);
  expect(readOpened({ opened: "<>" })).toEqual({});
});

test("one more is the latest, and the oldest of very many is left out", () => {
  expect(turned(["a", "b"], "a", true)).toEqual(["b", "a"]);
  expect(turned(["a", "b"], "a", false)).toEqual(["b"]);
  const many = Array.from({ length: 80 }, (_, index) => index.toString(36));
  expect(readMarks(writeMarks(many))).toEqual(many.slice(-60));
});
