import { describe, expect, test } from "vitest";
import { AT, containerView, podView } from "../../fixtures/views.ts";
import { ballastOf, createPlanner, TIERS, type Box, type Cargo, type PlanInput } from "./layout.ts";
import { directionOf, neighbourOf } from "./neighbour.ts";
import { askedShare, excessOf, podCells } from "./podCells.ts";
import { spread } from "./spread.ts";
import { byteUnit, ticksOf } from "./ticks.ts";

const GIB = 1024 ** 3;

const cargo = (prefix: string, amounts: number[]): Cargo[] =>
  amounts.map((amount, index) => ({ key: `${prefix}${index}`, amount }));

const input = (changes: Partial<PlanInput<Cargo>> = {}): PlanInput<Cargo> => ({
  capacity: 64,
  ballast: { keel: 4, apart: 0 },
  tiers: { Guaranteed: cargo("g", [16, 8]), Burstable: cargo("b", [6, 5, 3, 2]), BestEffort: cargo("e", [2, 1]) },
  width: 640,
  height: 320,
  ...changes,
});

const area = ({ width, height }: Box): number => width * height;

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

describe("layout", () => {
  test("area is truth: each cell has the share of the hull that its pod has of the capacity", () => {
    const plan = createPlanner<Cargo>()(input());
    const perUnit = (640 * 320) / 64;
    for (const { item, box } of plan.bands.flatMap(({ cells }) => cells))
      expect(area(box)).toBeCloseTo(item.amount * perUnit, 4);
    expect(area(plan.keel)).toBeCloseTo(4 * perUnit, 4);
    expect(plan.waterline).toBeCloseTo(320 * (1 - 47 / 64), 4);
  });

  test("tiers lie on one another from the keel up, and cells nowhere overlap", () => {
    const plan = createPlanner<Cargo>()(input());
    const [guaranteed, burstable, bestEffort] = plan.bands;
    expect(plan.bands.map(({ qosClass }) => qosClass)).toEqual([...TIERS]);
    expect((guaranteed?.box.y ?? 0) + (guaranteed?.box.height ?? 0)).toBeCloseTo(plan.keel.y, 6);
    expect((burstable?.box.y ?? 0) + (burstable?.box.height ?? 0)).toBeCloseTo(guaranteed?.box.y ?? 0, 6);
    expect(bestEffort?.box.y).toBeCloseTo(plan.waterline, 6);
    const boxes = plan.bands.flatMap(({ cells }) => cells.map(({ box }) => box));
    for (const [index, box] of boxes.entries())
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBeLessThan(1e-6);
  });

  test("what does not fit by its figures is drawn smaller, never outside", () => {
    const plan = createPlanner<Cargo>()(input({ capacity: 20 }));
    expect(plan.waterline).toBeCloseTo(0, 6);
    expect(plan.keel.y + plan.keel.height).toBeCloseTo(320, 6);
  });

  test("small changes move no cell to another place; the same pods in another order neither", () => {
    const planner = createPlanner<Cargo>();
    const order = (tiers: PlanInput<Cargo>["tiers"]): string[] =>
      planner(input({ tiers })).bands.flatMap(({ cells }) =>
        cells.toSorted((a, b) => a.box.x - b.box.x || a.box.y - b.box.y).map(({ item }) => item.key),
      );
    const before = order(input().tiers);
    const moved = {
      Guaranteed: cargo("g", [15, 9]),
      Burstable: cargo("b", [5, 6, 3, 2]).toReversed(),
      BestEffort: cargo("e", [1.4, 1.6]),
    };
    expect(order(moved)).toEqual(before);
  });

  test("a pod that came or went is drawn", () => {
    const planner = createPlanner<Cargo>();
    const keys = (burstable: Cargo[]): string[] =>
      (planner(input({ tiers: { Guaranteed: [], Burstable: burstable, BestEffort: [] } })).bands[1]?.cells ?? [])
        .map(({ item }) => item.key)
        .toSorted();
    expect(keys(cargo("b", [3, 2]))).toEqual(["b0", "b1"]);
    expect(keys(cargo("b", [3, 2, 1]))).toEqual(["b0", "b1", "b2"]);
    expect(keys(cargo("b", [3]))).toEqual(["b0"]);
  });

  test("an empty node is all water", () => {
    const plan = createPlanner<Cargo>()(
      input({ ballast: { keel: 0, apart: 0 }, tiers: { Guaranteed: [], Burstable: [], BestEffort: [] } }),
    );
    expect(plan.waterline).toBe(320);
    expect(plan.bands.flatMap(({ cells }) => cells)).toEqual([]);
  });
});

describe("what lies in no cell", () => {
  const of = (usage: number, usageOfPods: number | null, measured: number) => ballastOf(usage, usageOfPods, measured);

  test("stays as it is while a pod of 4 leaves, whose use is of the sample still", () => {
    expect(of(30, 26.5, 26.5)).toEqual({ system: 3.5, keel: 3.5, apart: 0 });
    expect(of(30, 26.5, 22.5)).toEqual({ system: 3.5, keel: 3.5, apart: 4 });
    expect(of(26, 22.5, 22.5)).toEqual({ system: 3.5, keel: 3.5, apart: 0 });
  });

  test("leaves the waterline where the node's use is, whatever moments the pods' samples are of", () => {
    for (const [usage, ofPods, measured] of [
      [30, 26, 28],
      [30, 31, 20],
      [30, null, 20],
    ] as const) {
      const { keel, apart } = of(usage, ofPods, measured);
      expect(keel + apart + measured).toBe(usage);
    }
  });

  test("is drawn between the keel and the tiers", () => {
    const plan = createPlanner<Cargo>()(input({ ballast: { keel: 4, apart: 2 } }));
    const bottom = createPlanner<Cargo>()(input({ ballast: { keel: 6, apart: 0 } }));
    expect(plan.apart).toEqual({ x: 0, y: 290, width: 640, height: 10 });
    expect(plan.keel.y).toBe(300);
    expect(plan.waterline).toBe(bottom.waterline);
  });
});

describe("cells", () => {
  test("are of the pods that run, by tier; those without a sample are named apart", () => {
    const ended = containerView({ state: "Exited" });
    const pods = [
      podView("used", { workingSetBytes: 2 * GIB, requests: { memory: GIB } }),
      podView("idle", { qosClass: "Guaranteed", workingSetBytes: 0 }),
      podView("new"),
      podView("evicted", { phase: "Failed", containers: [ended], workingSetBytes: null }),
      podView("done", { phase: "Succeeded", containers: [ended], workingSetBytes: 5 }),
      podView("deleted", { phase: "Failed", deletedAt: AT, containers: [ended], workingSetBytes: null }),
      podView("going", { phase: "Failed", deletedAt: AT, workingSetBytes: 7 }),
    ];
    const { tiers, unmeasured } = podCells(pods, "memory");
    expect(tiers.Burstable.map(({ pod }) => pod.name)).toEqual(["used", "going"]);
    expect(tiers.Guaranteed.map(({ amount }) => amount)).toEqual([0]);
    expect(unmeasured.map(({ name }) => name)).toEqual(["new"]);
  });

  test("count cpu in cores", () => {
    const { tiers } = podCells(
      [podView("a", { cpuNanoCores: 1_500_000_000, requests: { cpu: 1 }, containers: [containerView()] })],
      "cpu",
    );
    expect(tiers.Burstable[0]).toMatchObject({ amount: 1.5, request: 1 });
  });

  test("are solid as far as was asked, and hatched beyond", () => {
    expect(askedShare({ amount: 4, request: 3 })).toBe(0.75);
    expect(askedShare({ amount: 4, request: 0 })).toBe(0);
    expect(askedShare({ amount: 2, request: 3 })).toBe(1);
    expect(excessOf({ amount: 2, request: 3 })).toBe(0);
    expect(excessOf({ amount: 5, request: 3 })).toBe(2);
  });
});

describe("marks", () => {
  test("are round, few, and leave the capacity its own", () => {
    expect(ticksOf(64 * GIB, GIB, "bytes").map((tick) => tick / GIB)).toEqual([0, 16, 32, 48]);
    expect(ticksOf(62.7 * GIB, GIB, "bytes").map((tick) => tick / GIB)).toEqual([0, 16, 32, 48]);
    expect(ticksOf(1152 * GIB, GIB, "bytes").map((tick) => tick / GIB)).toEqual([0, 256, 512, 768, 1024]);
    expect(ticksOf(4, 1, "cpu")).toEqual([0, 1, 2, 3]);
    expect(ticksOf(0, 1, "cpu")).toEqual([]);
  });

  test("count in the largest unit that has whole numbers", () => {
    expect(byteUnit(64 * GIB)).toBe(GIB);
    expect(byteUnit(900 * 1024 ** 2)).toBe(1024 ** 2);
  });
});

test("labels are moved apart, in order, and stay inside", () => {
  expect(spread([100, 105, 300], 38, 0, 400)).toEqual([100, 138, 300]);
  expect(spread([2, 390, 399], 38, 60, 400)).toEqual([79, 343, 381]);
  expect(spread([], 38, 0, 400)).toEqual([]);
});

const cell = (x: number, y: number) => ({ box: { x, y, width: 10, height: 10 } });

describe("arrow keys", () => {
  const [a, b, c, d] = [cell(0, 0), cell(10, 0), cell(0, 10), cell(10, 10)] as const;
  const cells = [a, b, c, d];

  test("lead to the cell beside", () => {
    expect(neighbourOf(a, cells, "right")).toBe(b);
    expect(neighbourOf(a, cells, "down")).toBe(c);
    expect(neighbourOf(d, cells, "left")).toBe(c);
    expect(neighbourOf(d, cells, "up")).toBe(b);
  });

  test("lead nowhere at the edge", () => expect(neighbourOf(a, cells, "left")).toBeNull());

  test("are the four arrows alone", () =>
    expect(["ArrowUp", "Enter", "toString"].map(directionOf)).toEqual(["up", null, null]));
});
