import { beforeEach, describe, expect, test } from "vitest";
import type { Device } from "@bayplan/shared";
import { report as reportModel, type Acknowledgement, type Report } from "@bayplan/shared/report";
import { createLog, type KeptLog } from "../../test/log.ts";
import { createSteppedClock, type SteppedClock } from "../../test/steppedClock.ts";
import { createLedger, type Ledger } from "../ledger/ledger.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import { ReportRefused } from "./reportLink.ts";

let clock: SteppedClock;
let ledger: Ledger;
let log: KeptLog;
let reporter: Reporter;
let reports: Report[];
let answer: (report: Report) => Partial<Acknowledgement> | Promise<never>;

const device = (id: string, text = "r"): Device => ({
  kind: "device",
  id,
  resource: text,
  deviceId: id,
  numaNodes: [],
  allocatable: true,
});
const container = (id: string, state: "Running" | "Exited") =>
  ({
    kind: "container",
    id,
    namespace: "n",
    pod: "p",
    podUid: "u",
    name: "c",
    sandboxId: "s",
    attempt: 0,
    state,
    image: "i",
    imageRef: "r",
    createdAt: "2026-11-21T09:59:00.000000001Z",
  }) as const;
const told = () =>
  reports.map(({ sequence, full, complete, upserts, removals }) => ({
    sequence,
    full,
    complete,
    upserts: upserts.map(({ id }) => id),
    removals,
  }));

beforeEach(() => {
  clock = createSteppedClock();
  ledger = createLedger(clock);
  log = createLog();
  reports = [];
  answer = () => ({});
  reporter = createReporter({
    link: {
      name: "here",
      async send(report) {
        reports.push(structuredClone(report));
        return {
          aggregator: "one",
          sequence: report.sequence,
          stored: report.sequence,
          resend: false,
          ...(await answer(report)),
        };
      },
    },
    ledger,
    node: "node-a",
    instance: "i",
    agentVersion: "0.0.0",
    clock,
    log,
    random: () => 1,
  });
});

test("the first report is the whole picture, later ones what changed, in order and together", async () => {
  ledger.put(device("a"));
  ledger.put(device("b"));
  reporter.start();
  await clock.pass(1_000);
  ledger.put(device("a", "changed"));
  ledger.put(device("c"));
  ledger.remove("device", "b");
  await clock.pass(90);
  expect(reports).toHaveLength(1);
  await clock.pass(10);
  expect(told()).toEqual([
    { sequence: 1, full: true, complete: true, upserts: ["a", "b"], removals: [] },
    { sequence: 2, full: false, complete: true, upserts: ["a", "c"], removals: ["device/b"] },
  ]);
  for (const report of reports) expect(reportModel.safeParse(report)).toMatchObject({ success: true });
});

test("when nothing changes a heartbeat says when each call last answered, and only what is new of that", async () => {
  ledger.hear("kubelet GET /pods", "2026-11-21T10:00:00.000Z");
  ledger.hear("kubelet GET /configz", "2026-11-21T10:00:00.000Z");
  reporter.start();
  await clock.pass(100);
  ledger.hear("kubelet GET /pods", "2026-11-21T10:00:05.000Z");
  await clock.pass(20_000);
  expect(reports.map(({ heard }) => heard)).toEqual([
    { "kubelet GET /pods": "2026-11-21T10:00:00.000Z", "kubelet GET /configz": "2026-11-21T10:00:00.000Z" },
    { "kubelet GET /pods": "2026-11-21T10:00:05.000Z" },
    {},
  ]);
});

test("a large picture goes in parts below the bound, opened and closed", async () => {
  for (let index = 0; index < 50; index += 1) ledger.put(device(`d${index}`, "x".repeat(20_000)));
  reporter.start();
  await clock.pass(2_000);
  expect(reports.length).toBeGreaterThan(3);
  expect(reports.map(({ full }) => full)).toEqual(reports.map((_report, index) => index === 0));
  expect(reports.map(({ complete }) => complete)).toEqual(
    reports.map((_report, index) => index === reports.length - 1),
  );
  expect(reports.flatMap(({ upserts }) => upserts)).toHaveLength(50);
  for (const report of reports) expect(JSON.stringify(report).length).toBeLessThan(300_000);
});

test("what changes while a picture goes is told after it", async () => {
  for (let index = 0; index < 20; index += 1) ledger.put(device(`d${index}`, "x".repeat(20_000)));
  answer = ({ sequence }) => {
    if (sequence === 1) {
      ledger.remove("device", "d0");
      ledger.remove("device", "d19");
      ledger.put(device("d1", "new"));
    }
    return {};
  };
  reporter.start();
  await clock.pass(2_000);
  const held = new Map<string, string>();
  for (const { upserts, removals } of reports) {
    for (const entity of upserts) held.set(`device/${entity.id}`, (entity as Device).resource);
    for (const key of removals) held.delete(key);
  }
  expect(held.size).toBe(18);
  expect(held.get("device/d1")).toBe("new");
});

describe("failures", () => {
  test("a report that may not have arrived goes again as it was, under its number", async () => {
    let failing = true;
    answer = () => (failing ? Promise.reject(new Error("connect ECONNREFUSED")) : {});
    ledger.put(device("a"));
    reporter.start();
    await clock.pass(1_000);
    ledger.put(device("a", "changed"));
    ledger.put(device("b"));
    await clock.pass(60_000);
    failing = false;
    await clock.pass(40_000);
    const [first, ...rest] = reports.filter(({ sequence }) => sequence === 1);
    expect(rest.length).toBeGreaterThan(4);
    for (const again of rest) expect(again).toEqual(first);
    expect(reports.find(({ sequence }) => sequence === 2)?.upserts.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(log.lines.map(({ level }) => level)).toEqual(["warn", "info"]);
    expect(log.lines[0]?.message).toContain("here cannot be reached: connect ECONNREFUSED");
  });

  test("it backs off, up to half a minute", async () => {
    const at: number[] = [];
    answer = () => {
      at.push(clock.now());
      return Promise.reject(new Error("no"));
    };
    reporter.start();
    await clock.pass(180_000);
    const gaps = at.slice(1).map((moment, index) => moment - (at[index] ?? 0));
    expect(gaps.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
    expect(Math.max(...gaps)).toBe(30_000);
  });

  test("another version is said once, and tried again slowly", async () => {
    answer = () => Promise.reject(new ReportRefused("version", "This aggregator takes reports of version 2."));
    reporter.start();
    await clock.pass(300_000);
    expect(reports.length).toBeLessThan(6);
    expect(log.lines).toEqual([
      { level: "error", message: "here refuses the reports: This aggregator takes reports of version 2." },
    ]);
    answer = () => ({});
    ledger.put(device("a"));
    await clock.pass(70_000);
    expect(told().findLast(({ full }) => full)).toMatchObject({ upserts: ["a"] });
  });

  test("too large: the picture goes again in smaller parts", async () => {
    for (let index = 0; index < 50; index += 1) ledger.put(device(`d${index}`, "x".repeat(2_000)));
    answer = (report) =>
      JSON.stringify(report).length > 50_000 ? Promise.reject(new ReportRefused("tooLarge", "413")) : {};
    reporter.start();
    await clock.pass(5_000);
    expect(log.lines).toEqual([]);
    const taken = reports.filter((report) => JSON.stringify(report).length <= 50_000);
    expect(taken[0]).toMatchObject({ full: true });
    expect(taken.flatMap(({ upserts }) => upserts)).toHaveLength(50);
    expect(taken.at(-1)).toMatchObject({ complete: true });
  });
});

describe("what the aggregator says", () => {
  test.each<[string, Partial<Acknowledgement>]>([
    ["it holds nothing", { resend: true }],
    ["it is another", { aggregator: "two" }],
    ["it holds less than was sent", { sequence: 1 }],
  ])("%s: everything goes again", async (_case, acknowledgement) => {
    ledger.put(device("a"));
    ledger.put(device("b"));
    reporter.start();
    await clock.pass(1_000);
    answer = ({ sequence }) => (sequence === 2 ? acknowledgement : {});
    ledger.put(device("b", "changed"));
    await clock.pass(1_000);
    expect(told().slice(1)).toEqual([
      { sequence: 2, full: false, complete: true, upserts: ["b"], removals: [] },
      { sequence: 3, full: true, complete: true, upserts: ["a", "b"], removals: [] },
    ]);
  });

  test("one that never has enough is not flooded, and flush ends", async () => {
    answer = () => ({ resend: true });
    reporter.start();
    await clock.pass(60_000);
    expect(reports.length).toBeLessThan(12);
    await expect(reporter.flush()).rejects.toThrow("again and again");
  });

  test("transitions are kept until they are stored, and told again to an aggregator that lost them", async () => {
    answer = () => ({ stored: 0 });
    reporter.start();
    await clock.pass(1_000);
    ledger.put(container("x", "Running"));
    await clock.pass(1_000);
    ledger.put(container("x", "Exited"));
    await clock.pass(1_000);
    const moves = () => reports.map(({ transitions }) => transitions.map(({ to }) => to));
    expect(moves()).toEqual([[], ["Created", "Running"], ["Exited"]]);

    answer = ({ sequence }) => ({ stored: sequence === 5 ? 5 : 2, resend: sequence === 4 });
    ledger.put(device("a"));
    await clock.pass(1_000);
    expect(moves().slice(3)).toEqual([[], ["Exited"]]);
    answer = ({ sequence }) => ({ resend: sequence === 6 });
    ledger.put(device("b"));
    await clock.pass(1_000);
    expect(moves().slice(5)).toEqual([[], []]);
  });

  test("what had happened before the first picture is not told, and is once the thing moves on", async () => {
    answer = () => ({ stored: 0 });
    ledger.put(container("still", "Running"));
    ledger.put(container("moves", "Running"));
    ledger.put(container("moves early", "Running"));
    ledger.put(container("moves early", "Exited"));
    reporter.start();
    await clock.pass(1_000);
    const moves = () => reports.map(({ transitions }) => transitions.map(({ to, containerId }) => [containerId, to]));
    const early = ["Created", "Running", "Exited"].map((to) => ["moves early", to]);
    expect(moves()).toEqual([early]);

    ledger.put(container("moves", "Exited"));
    ledger.put(container("new", "Running"));
    await clock.pass(1_000);
    const later = ["Created", "Running", "Exited"].map((to) => ["moves", to]);
    const fresh = ["Created", "Running"].map((to) => ["new", to]);
    expect(moves().slice(1)).toEqual([[...later, ...fresh]]);

    answer = ({ sequence }) => ({ stored: 0, resend: sequence === 3 });
    ledger.put(device("a"));
    await clock.pass(1_000);
    expect(moves().slice(3)).toEqual([[...early, ...later, ...fresh]]);
  });

  const startMany = (): void => {
    for (let index = 0; index < 3_000; index += 1) ledger.put(container(`c${index}`, "Running"));
  };
  const movedOnes = () =>
    new Set(reports.flatMap(({ transitions }) => transitions.map(({ containerId }) => containerId)));

  test("the oldest transitions go first when there are too many for an aggregator that is away, and that is said", async () => {
    answer = () => Promise.reject(new Error("away"));
    reporter.start();
    await clock.pass(5_000);
    startMany();
    answer = () => ({});
    await clock.pass(60_000);
    expect(movedOnes().has("c2999")).toBe(true);
    expect(movedOnes().has("c0")).toBe(false);
    expect(log.lines.map(({ message }) => message)).toContain(
      "1000 changes of state were dropped: here took no reports meanwhile, and 5000 are kept for it.",
    );
  });

  test("too many at once for one that is there are not said to be its fault", async () => {
    reporter.start();
    await clock.pass(1_000);
    startMany();
    await clock.pass(60_000);
    expect(movedOnes().has("c0")).toBe(false);
    expect(log.lines.map(({ message }) => message)).toEqual([
      "1000 changes of state were dropped: more than 5000, as many as are kept, came before here had taken them.",
    ]);
  });

  test("a node of any size is seen for the first time without dropping anything", async () => {
    startMany();
    reporter.start();
    await clock.pass(60_000);
    expect(log.lines).toEqual([]);
    expect(reports.flatMap(({ transitions }) => transitions)).toEqual([]);
    expect(reports.flatMap(({ upserts }) => upserts)).toHaveLength(3_000);
  });
});

test("flush tells all there is, without waiting, and rejects when it cannot", async () => {
  ledger.put(device("a"));
  ledger.hear("x y", "2026-11-21T10:00:00.000Z");
  await reporter.flush();
  expect(told()).toEqual([{ sequence: 1, full: true, complete: true, upserts: ["a"], removals: [] }]);
  await reporter.flush();
  expect(reports).toHaveLength(1);
  answer = () => Promise.reject(new Error("away"));
  ledger.put(device("b"));
  await expect(reporter.flush()).rejects.toThrow("away");
  answer = () => ({});
  await reporter.flush();
  expect(told().at(-1)).toMatchObject({ sequence: 2, upserts: ["b"] });
});

test("a stopped reporter sends no more", async () => {
  reporter.start();
  await clock.pass(100);
  await reporter.stop();
  ledger.put(device("a"));
  await clock.pass(60_000);
  expect(reports).toHaveLength(1);
});
