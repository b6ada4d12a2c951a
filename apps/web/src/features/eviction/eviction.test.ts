import type { SignalView } from "@bayplan/api/views";
import type { EvictionRow } from "@bayplan/shared";
import { describe, expect, test } from "vitest";
import { AT, NOW } from "../../fixtures/views.ts";
import { loadLines } from "../bayPlan/loadLine.ts";
import { stripCells } from "../bayPlan/orderedPlan.ts";
import { formatAmountInWords, formatExactAmount } from "./amounts.ts";
import { toneOf } from "./closeness.ts";
import { orderRows, thresholdRows } from "./columns.tsx";
import { evictionParts } from "./evictionParts.ts";
import { forecastWords, reclaimWords } from "./forecastWords.ts";
import { ranksOf } from "./ranks.ts";
import { sparkline } from "./sparkline.ts";
import { headroomWords, paceWords, trendInShort } from "./trendWords.ts";

const GIB = 1024 ** 3;

const hard = (quantity: number, available: number): SignalView["thresholds"][number] => ({
  kind: "hard",
  quantity,
  text: "1Gi",
  gracePeriodSeconds: 0,
  minimumReclaim: 0,
  headroom: available - quantity,
  met: available < quantity,
  since: null,
  actsAt: null,
});

const trend = (changes: Partial<NonNullable<SignalView["trend"]>> = {}): NonNullable<SignalView["trend"]> => ({
  verdict: "steady",
  meetsAt: null,
  perSecond: 0,
  samples: 30,
  span: 290,
  age: 4,
  ...changes,
});

const signalView = (
  signal: SignalView["signal"],
  available: number,
  quantity: number,
  changes: Partial<SignalView> = {},
): SignalView => ({
  key: `signal/${signal}`,
  part: "signal",
  signal,
  unit: "bytes",
  available,
  capacity: 64 * GIB,
  thresholds: [hard(quantity, available)],
  headroom: available - quantity,
  met: available < quantity,
  condition: "MemoryPressure",
  trend: trend(),
  forecast: null,
  softForecast: null,
  reclaim: null,
  samples: [],
  evictions: 0,
  ...changes,
});

const row = (pod: string, changes: Partial<EvictionRow> = {}): EvictionRow => ({
  namespace: "team-a",
  pod,
  uid: pod,
  qosClass: "Burstable",
  priority: 0,
  usage: GIB,
  request: 0,
  excess: GIB,
  exceeds: true,
  gives: GIB,
  evictable: true,
  why: "uses more",
  ...changes,
});

describe("ranks", () => {
  const order = [row("static", { evictable: false }), row("a"), row("b"), row("c")];

  test("count those that can go, and tell who must follow", () => {
    const ranks = ranksOf(order, 2);
    expect([...ranks.values()].map(({ place, look }) => [place, look])).toEqual([
      [null, "passed"],
      [1, "first"],
      [2, "next"],
      [3, "later"],
    ]);
  });

  test("where all are not enough, all must go; where none need, only the first stands out", () => {
    expect(ranksOf(order, null).get("c")?.look).toBe("next");
    expect([...ranksOf(order, 0).values()].map(({ look }) => look)).toEqual(["passed", "first", "later", "later"]);
  });

  test("are the same in the table", () =>
    expect(orderRows(order, undefined).map(({ rank }) => rank.place)).toEqual([null, 1, 2, 3]));
});

describe("words", () => {
  const falling = signalView("memory.available", 4 * GIB, 1.5 * GIB, {
    trend: trend({
      verdict: "falling",
      perSecond: (-2.5 * GIB) / (14 * 60),
      meetsAt: new Date(NOW + 14 * 60_000).toISOString(),
    }),
  });

  test("for a signal that falls", () => {
    expect(headroomWords(falling)).toBe("2.5 GiB headroom");
    expect(paceWords(falling, NOW)).toBe("gone in about 15 min at this pace");
    expect(trendInShort(falling, NOW)).toBe("about 15 min");
    const minutes = [1.2, 4, 7, 8, 13].map((left) => trendInShort(falling, NOW + (14 - left) * 60_000));
    expect(minutes).toEqual(["1", "5", "5", "10", "15"].map((told) => `about ${told} min`));
    expect(paceWords({ ...falling, trend: trend({ verdict: "slow" }) }, NOW)).toBe("falling slowly");
    expect(trendInShort(falling, NOW - 90 * 60_000)).toBe("about 1 h");
    expect(trendInShort(falling, NOW - 170 * 60_000)).toBe("about 3 h");
    expect(trendInShort(falling, NOW + 13.5 * 60_000)).toBe("less than a minute");
    expect(paceWords(falling, NOW + 13.5 * 60_000)).toBe("gone in less than a minute at this pace");
    expect(paceWords(falling, NOW + 15 * 60_000)).toBe("gone any moment at this pace");
    expect(toneOf(falling)).toBe("warn");
  });

  test("a signal that falls is amber only when little room or little time is left", () => {
    const far = (minutes: number) =>
      signalView("memory.available", 40 * GIB, 1.5 * GIB, {
        trend: trend({ verdict: "falling", meetsAt: null, perSecond: (-38.5 * GIB) / (minutes * 60) }),
      });
    expect(toneOf(far(29))).toBe("warn");
    expect(toneOf(far(31))).toBe("quiet");
    expect(toneOf(signalView("memory.available", 7 * GIB, 1.5 * GIB))).toBe("warn");
    expect(toneOf(signalView("memory.available", 9 * GIB, 1.5 * GIB))).toBe("quiet");
  });

  test("for one below its line", () => {
    const met = signalView("memory.available", GIB, 1.5 * GIB, { trend: trend({ verdict: "met" }) });
    expect(headroomWords(met)).toBe("512 MiB below the line");
    expect(trendInShort(met, NOW)).toBe("now");
    expect(toneOf(met)).toBe("danger");
  });

  test("for one of which nobody can say", () => {
    expect(
      paceWords(signalView("memory.available", 9, 1, { trend: trend({ verdict: "unknown", age: 90 }) }), NOW),
    ).toMatch(/too old/);
    expect(trendInShort(signalView("pid.available", 9, 1, { thresholds: [] }), NOW)).toBe("no threshold");
  });

  test("count in the signal's unit", () => {
    expect(formatAmountInWords("inodes", 1638400)).toBe("1\u2009638\u2009400 inodes");
    expect(formatAmountInWords("pids", 1)).toBe("1 process id");
    expect(formatExactAmount("bytes", -2048)).toBe("−2\u2009048 bytes");
  });

  test("of a forecast say how many and how much", () => {
    const steps = ["a", "b", "c"].map((pod) => ({
      uid: pod,
      namespace: "x",
      pod,
      gives: GIB,
      availableAfter: 0,
      clears: false,
    }));
    const forecast = { target: 1, available: 0, reclaimedFirst: 0, reclaimClears: false, steps, pods: 0 };
    expect(forecastWords({ unit: "bytes", forecast })).toMatchObject({
      before: "Evicting the first",
      pods: "",
      amount: "1 GiB",
    });
    expect(forecastWords({ unit: "bytes", forecast: { ...forecast, pods: 3 } })).toMatchObject({
      pods: "three",
      after: expect.stringMatching(/clears the line/),
    });
    expect(forecastWords({ unit: "bytes", forecast: { ...forecast, pods: null } })?.after).toMatch(/not enough/);
    expect(forecastWords({ unit: "bytes", forecast: null })).toBeNull();
  });

  test("tell what goes before any pod", () => {
    const reclaim = { deadContainers: { count: 1, bytes: 1 }, unusedImages: { count: 2, bytes: GIB }, bytes: GIB };
    expect(reclaimWords({ reclaim })).toBe("1 dead container and 2 unused images would go first, 1 GiB at most.");
    expect(reclaimWords({ reclaim: null })).toBeNull();
  });
});

describe("the load line", () => {
  const outlook = {
    key: "outlook",
    part: "outlook",
    node: "a",
    at: AT,
    thresholdsKnown: true,
    thresholdsUnknown: null,
    errors: [],
    layout: "single",
    limits: [],
  } as const;
  const memory = signalView("memory.available", 4 * GIB, 1.5 * GIB);
  const nodefs = signalView("nodefs.available", 30 * GIB, 6 * GIB);
  const imagefs = signalView("imagefs.available", 30 * GIB, 9 * GIB);
  const partsOf = (layout: "single" | "dedicated") =>
    evictionParts(
      new Map(
        [{ ...outlook, limits: [], errors: [], layout }, imagefs, memory, nodefs].map((part) => [part.key, part]),
      ),
    );

  test("of memory lies where its threshold is met", () =>
    expect(loadLines(partsOf("single"), "memory")?.main?.level).toBe(62.5 * GIB));

  test("of a disk is that of the signal nearest to it; one file system has the lines of both", () => {
    const lines = loadLines(partsOf("single"), "ephemeral-storage");
    expect(lines?.main?.signal).toBe("imagefs.available");
    expect(lines?.others.map(({ signal }) => signal)).toEqual(["nodefs.available"]);
    expect(loadLines(partsOf("dedicated"), "ephemeral-storage")).toMatchObject({
      main: { signal: "nodefs.available" },
      others: [],
    });
  });

  test("is none for CPU", () => expect(loadLines(partsOf("single"), "cpu")).toBeNull());

  test("signals come as the kubelet looks at them; each threshold has its row", () => {
    const { signals } = partsOf("single");
    expect(signals.map(({ signal }) => signal)).toEqual(["memory.available", "nodefs.available", "imagefs.available"]);
    const soft = { ...hard(GIB, 4 * GIB), kind: "soft" as const };
    expect(
      thresholdRows([
        { ...memory, thresholds: [...memory.thresholds, soft] },
        { ...nodefs, thresholds: [] },
      ]),
    ).toHaveLength(3);
  });
});

test("cells by order keep it from left to right and top to bottom, and their area", () => {
  const items = [5, 1, 8, 2, 2, 6].map((amount, index) => ({ key: String(index), amount }));
  const cells = stripCells(items, { x: 0, y: 10, width: 240, height: 100 });
  expect(cells.map(({ item }) => item.key)).toEqual(["0", "1", "2", "3", "4", "5"]);
  for (const { item, box } of cells) expect(box.width * box.height).toBeCloseTo(item.amount * 1000, 6);
  for (const [index, { box }] of cells.entries()) {
    const next = cells[index + 1]?.box;
    if (next) expect(next.y > box.y || (next.y === box.y && next.x > box.x)).toBe(true);
  }
  expect(Math.max(...cells.map(({ box }) => box.y + box.height))).toBeCloseTo(110, 6);
});

test("a curve shares its scale with the threshold, and stays flat when hardly anything moves", () => {
  const samples = [10, 10.01].map((available, index) => ({
    at: new Date(NOW + index * 10_000).toISOString(),
    available,
  }));
  const flat =
    sparkline(samples, null, { width: 80, height: 24 })
      .path.match(/ (\d+\.\d)/g)
      ?.map(Number) ?? [];
  expect(Math.abs((flat[0] ?? 0) - (flat[1] ?? 9))).toBeLessThan(1);
  expect(sparkline(samples, 5, { width: 80, height: 24 }).line).toBe(21);
  expect(sparkline([], 5, { width: 80, height: 24 })).toEqual({ path: "", line: 21 });
});
