import type { EvictionView } from "@bayplan/api/views";
import { expect, test } from "vitest";
import { occurrences, stretchOf } from "./occurrences.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const MINUTE = 60_000;

const eviction = (node: string, minutesAgo: number, kind: EvictionView["kind"] = "threshold"): EvictionView =>
  ({ node, at: new Date(NOW - minutesAgo * MINUTE).toISOString(), kind, pod: `${node}-${minutesAgo}` }) as EvictionView;

const SHAPE = { from: NOW - 60 * MINUTE, to: NOW, parts: 6, most: 3 };

test("each node has its own, the one with the most first", () => {
  const told = occurrences([eviction("b", 5), eviction("a", 1), eviction("a", 3, "refused"), eviction("a", 50)], SHAPE);
  expect(told.map(({ node, amount }) => [node, amount])).toEqual([
    ["a", 3],
    ["b", 1],
  ]);
  expect(told[0]?.parts).toMatchObject([
    { part: 5, crossed: true, evicted: [{ pod: "a-1" }], refused: [{ pod: "a-3" }] },
    { part: 1, evicted: [{ pod: "a-50" }], refused: [] },
  ]);
});

test("only what met a threshold crossed the line", () => {
  const [told] = occurrences([eviction("a", 1, "taint"), eviction("a", 2, "refused")], SHAPE);
  expect(told?.parts[0]?.crossed).toBe(false);
});

test("nodes beyond the most are told together, and last what nobody tells the node of", () => {
  const rows = ["a", "a", "a", "b", "b", "c", "d", ""].map((node, index) => eviction(node, index));
  expect(occurrences(rows, SHAPE).map(({ node, nodes, amount }) => [node, nodes, amount])).toEqual([
    ["a", 1, 3],
    ["b", 1, 2],
    [null, 2, 2],
    ["", 0, 1],
  ]);
});

test("what lies outside of the time is left out, its very ends are not", () => {
  const rows = [eviction("a", 61), eviction("a", 60), eviction("a", 0)];
  expect(occurrences(rows, SHAPE)[0]?.parts.map(({ part }) => part)).toEqual([0, 5]);
});

test("the time begins with the oldest, or as far back as is looked", () => {
  const rows = [eviction("a", 100), eviction("a", 5)];
  expect(stretchOf(rows, null, NOW).from).toBe(NOW - 102 * MINUTE);
  expect(stretchOf(rows, 60 * MINUTE, NOW).from).toBe(NOW - 60 * MINUTE);
  expect(stretchOf([], null, NOW)).toEqual({ from: NOW - 10 * MINUTE, to: NOW });
});
