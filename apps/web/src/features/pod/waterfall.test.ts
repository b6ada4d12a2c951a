import { describe, expect, test } from "vitest";
import { NOW } from "../../fixtures/views.ts";
import { barsOf, formatSeconds, lengthWords } from "./waterfall.ts";

const at = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();

const step = (
  name: "scheduled" | "seen" | "volumes" | "sandbox",
  from: number | null,
  to: number | null,
  state: "done" | "current" | "pending",
) => ({
  step: name,
  container: null,
  from: from === null ? null : at(from),
  to: to === null ? null : at(to),
  seconds: from === null || to === null ? null : to - from,
  state,
  obstacle: null,
});

const steps = [
  step("scheduled", 0, 2, "done"),
  step("seen", 2, 3, "done"),
  step("volumes", 3, null, "current"),
  step("sandbox", null, null, "pending"),
];

describe("a pod's way to readiness", () => {
  test("is drawn up to now while it goes on", () => {
    const { bars, from, to } = barsOf(steps, NOW + 10_000, false);
    expect([from, to]).toEqual([NOW, NOW + 10_000]);
    expect(bars.map(({ left, width }) => [left, width])).toEqual([
      [0, 0.2],
      [0.2, 0.1],
      [0.3, 0.7],
      [null, null],
    ]);
  });

  test("waits for nothing any more once it is over, though nobody told how", () => {
    const { bars, to } = barsOf(steps, NOW + 3_600_000, true);
    expect(bars.map(({ state }) => state)).toEqual(["done", "done", "unknown", "unknown"]);
    expect(to).toBe(NOW + 3_000);
  });
});

test("seconds in words", () =>
  expect([0.00421, 0.7222, 3, 9.44, 42.4, 300, 9000].map(formatSeconds)).toEqual([
    "4.2 ms",
    "0.72 s",
    "3 s",
    "9.4 s",
    "42 s",
    "5 min",
    "3 h",
  ]));

test.each([
  ["done", 3, "3 s"],
  ["done", null, "not told"],
  ["current", 3, "3 s so far"],
  ["current", -0.6, "0 s so far"],
  ["pending", null, "not yet"],
] as const)("a step that is %s for %s seconds: %s", (state, seconds, words) =>
  expect(lengthWords({ state, seconds })).toBe(words),
);
