import { describe, expect, it } from "vitest";
import { readTape } from "../../../test/tape.ts";
import { toMillis } from "../../model/time.ts";
import { evictionTrend, type EvictionTrend } from "./trend.ts";

const START = Date.parse("2026-11-21T08:00:00Z");
const GIB = 1024 ** 3;

/** What was said at each sample, one every 10 s, of what is above the line. */
const told = (headrooms: readonly number[]): (EvictionTrend & { left: number | null })[] => {
  const samples = headrooms.map((available, index) => ({
    at: new Date(START + index * 10_000).toISOString(),
    available,
  }));
  return samples.map(({ at }, index) => {
    const trend = evictionTrend(samples.slice(Math.max(0, index - 89), index + 1), 0, Date.parse(at));
    return Object.assign(trend, {
      left: trend.meetsAt === null ? null : (toMillis(trend.meetsAt) - Date.parse(at)) / 1000,
    });
  });
};

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** The same every time, and as irregular as a node: between −1 and 1. */
const jitter = (index: number): number => ((index * index * 7919) % 1009) / 504.5 - 1;

describe("a fall", () => {
  it("of 1 GiB a sample to a line 4 GiB away is told within three samples, however calm it was before", () => {
    for (const before of [1, 30, 90]) {
      const said = told([...times(before, () => 4 * GIB), 3 * GIB, 2 * GIB, GIB]);
      expect(said.at(-1)).toMatchObject({ verdict: "falling", left: 10 });
      expect(said.slice(0, -3).every(({ verdict }) => verdict !== "falling")).toBe(true);
    }
  });

  it("is told sooner and later alike: while it goes on, the moment stays within a third of what is left", () => {
    const said = told([...times(30, () => 20 * GIB), ...times(60, (index) => 20 * GIB - (index / 3) * GIB)]);
    const falling = said
      .slice(30)
      .flatMap(({ left }, index) => (left === null ? [] : [{ left, truly: (60 - index) * 10 }]));
    expect(falling.length).toBeGreaterThan(40);
    for (const { left, truly } of falling) expect(Math.abs(left - truly)).toBeLessThanOrEqual(truly / 3);
  });

  it("is over soon after it ends", () => {
    const said = told([...times(90, (index) => (100 - index / 2) * GIB), ...times(18, () => 55 * GIB)]);
    expect(said[89]?.verdict).toBe("falling");
    expect(said.at(-1)?.verdict).toBe("steady");
  });

  it("that leaves more than an hour is told without a moment", () => {
    const said = told(times(90, (index) => (435 - index / 20) * GIB));
    expect(said.every(({ meetsAt }) => meetsAt === null)).toBe(true);
    expect(said.at(-1)).toMatchObject({ verdict: "slow" });
  });
});

describe("no fall", () => {
  it("is what sways about its mean", () => {
    const wave = (index: number) => 435 * GIB + 2.5 * GIB * Math.sin(index / 8.3) + GIB * Math.sin(index / 1.9);
    expect(new Set(told(times(300, wave)).map(({ verdict }) => verdict))).toEqual(new Set(["unknown", "steady"]));
  });

  it("is what goes up and down without a pace, also with little room left", () => {
    const said = told(times(300, (index) => 2 * GIB + jitter(index) * 0.05 * GIB));
    expect(said.filter(({ verdict }) => verdict === "falling")).toEqual([]);
  });

  it("is one large step", () => {
    const said = told([...times(30, () => 12 * GIB), ...times(30, () => 8 * GIB)]);
    expect(said.filter(({ verdict }) => verdict === "falling")).toEqual([]);
  });
});

it("in the recorded evictions no moment is told that does not come", () => {
  const samples: { at: string; available: number }[] = [];
  const line = 21_700 * 1024 ** 2;
  const promised: number[] = [];
  for (const { call, body } of readTape("eviction")) {
    if (call !== "GET /stats/summary") continue;
    const { time: at, availableBytes: available } = body.node.memory;
    if (samples.at(-1)?.at === at) continue;
    samples.push({ at, available });
    const { meetsAt } = evictionTrend(samples, line, Date.parse(at));
    if (meetsAt !== null) promised.push(Date.parse(meetsAt));
  }
  expect(samples.filter(({ available }) => available < line)).toHaveLength(2);
  expect(promised).toEqual([]);
});
