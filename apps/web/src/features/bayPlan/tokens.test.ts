import { describe, expect, test } from "vitest";
import { createPlanner, type Box, type Cargo } from "./layout.ts";
import { neighbourOf } from "./neighbour.ts";
import { isSliver, layTokens, tooSmall, type TokenGroup } from "./tokens.ts";

const items = (prefix: string, length: number): string[] => Array.from({ length }, (_, index) => `${prefix}${index}`);

const group = (label: string, length: number): TokenGroup<string> => ({
  label,
  labelWidth: 150,
  items: items(label, length),
});

const cargo = (key: string, amount: number): Cargo => ({ key, amount });

const boxesOf = (groups: readonly TokenGroup<string>[], width: number): Box[] =>
  layTokens(groups, width).groups.flatMap(({ tokens, more }) => tokens.map(({ box }) => box).concat(more?.box ?? []));

const rowsOf = (boxes: readonly Box[]): number => new Set(boxes.map(({ y }) => y)).size;

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("what cannot be drawn to scale", () => {
  const GIB = 1024 ** 3;
  const MIB = 1024 ** 2;

  test("is a few MiB of 24 GiB, and what uses nothing; the rest keeps its cell alone", () => {
    const pods = [cargo("large", 6 * GIB), cargo("small", 3 * MIB), cargo("idle", 0)];
    const plan = createPlanner<Cargo>()({
      capacity: 24 * GIB,
      ballast: { keel: GIB, apart: 0 },
      tiers: { Guaranteed: [], Burstable: pods, BestEffort: [] },
      width: 730,
      height: 480,
    });
    expect(tooSmall(pods, plan).map(({ key }) => key)).toEqual(["small", "idle"]);
    // Its share of the hull is drawn all the same: area stays truth.
    const drawn = plan.cells.find(({ item }) => item.key === "small");
    expect((drawn?.box.width ?? 0) * (drawn?.box.height ?? 0)).toBeCloseTo((730 * 480 * 3 * MIB) / (24 * GIB), 6);
  });

  test("is what is too thin either way", () => {
    expect(isSliver({ x: 0, y: 0, width: 700, height: 4 })).toBe(true);
    expect(isSliver({ x: 0, y: 0, width: 4, height: 300 })).toBe(true);
    expect(isSliver({ x: 0, y: 0, width: 14, height: 14 })).toBe(false);
  });
});

describe("tokens", () => {
  test("lie in the order given, side by side under their labels", () => {
    const { groups } = layTokens([group("small", 5), group("bare", 3)], 730);
    expect(groups.map(({ tokens }) => tokens.map(({ item }) => item))).toEqual([items("small", 5), items("bare", 3)]);
    expect(groups.map(({ more }) => more)).toEqual([null, null]);
    expect(new Set(groups.map(({ y }) => y)).size).toBe(1);
  });

  test("of no pod take no room", () =>
    expect(layTokens([group("small", 0), group("bare", 0)], 730)).toEqual({ groups: [], height: 0 }));

  test.each([
    [730, 1, 0],
    [730, 110, 0],
    [284, 38, 1],
    [284, 60, 60],
    [60, 9, 9],
    [730, 0, 45],
  ])("in %i px, %i too small and %i without a sample: two rows, none lost, none over another", (width, small, bare) => {
    const groups = [group("small", small), group("bare", bare)];
    const boxes = boxesOf(groups, width);
    expect(rowsOf(boxes)).toBeLessThanOrEqual(2);
    const strip = layTokens(groups, width);
    const told = strip.groups.reduce((total, { tokens, more }) => total + tokens.length + (more?.count ?? 0), 0);
    expect(told).toBe(small + bare);
    for (const [index, box] of boxes.entries()) {
      expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
      expect(box.y + box.height).toBeLessThanOrEqual(strip.height);
      if (width > 200) expect(box.x + box.width).toBeLessThanOrEqual(width);
    }
  });

  test("stand as long as all have room, and are counted only beyond", () => {
    const [all] = layTokens([group("small", 42)], 730).groups;
    expect([all?.tokens.length, all?.more]).toEqual([42, null]);
    const [most] = layTokens([group("small", 43)], 730).groups;
    expect([most?.tokens.length, most?.more?.count]).toEqual([40, 3]);
  });

  test("are beside each other, and below the hull, for the arrow keys", () => {
    const cell = { item: "cell", box: { x: 0, y: 300, width: 730, height: 100 } };
    const tokens = layTokens([group("small", 2), group("bare", 1)], 730).groups.flatMap((each) => each.tokens);
    const [first, second, bare] = tokens.map(({ item, box }) => ({ item, box: { ...box, y: box.y + 410 } }));
    if (!first || !second || !bare) throw new Error("Three tokens were asked for.");
    const places = [cell, first, second, bare];
    expect(neighbourOf(first, places, "right")).toBe(second);
    expect(neighbourOf(second, places, "right")).toBe(bare);
    expect(neighbourOf(first, places, "up")).toBe(cell);
    expect(places.slice(1)).toContain(neighbourOf(cell, places, "down"));
  });
});
