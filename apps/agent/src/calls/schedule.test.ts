import { beforeEach, expect, test } from "vitest";
import { createLog, type KeptLog } from "../../test/log.ts";
import { createSteppedClock, type SteppedClock } from "../../test/steppedClock.ts";
import { createLedger, type Ledger } from "../ledger/ledger.ts";
import { backOff } from "./backOff.ts";
import type { Call } from "./call.ts";
import { CallFailure } from "./callFailure.ts";
import { createCallStates } from "./callStates.ts";
import { createSchedule, type Schedule } from "./schedule.ts";

let clock: SteppedClock;
let ledger: Ledger;
let log: KeptLog;
let runs: number[];
let behave: (context: { signal: AbortSignal; subject: string | undefined }) => Promise<{ stale: string } | undefined>;

const start = (call: Partial<Call> = {}, scheduled = true): Schedule =>
  createSchedule(
    [
      {
        source: "kubelet",
        name: "GET /pods",
        interval: 10_000,
        deadline: 1_000,
        kinds: ["pod"],
        run(context) {
          runs.push(clock.now());
          return behave(context);
        },
        ...call,
      },
    ],
    { clock, states: createCallStates({ ledger, clock, log }), random: () => 0.5, scheduled },
  );
const state = () => ledger.get("source", "kubelet GET /pods");
const gaps = () => runs.slice(1).map((at, index) => at - (runs[index] ?? 0));

beforeEach(() => {
  clock = createSteppedClock();
  ledger = createLedger(clock);
  log = createLog();
  runs = [];
  behave = async () => undefined;
});

test("a call is made at its interval and heard of each time", async () => {
  const schedule = start();
  schedule.start();
  await clock.pass(30_000);
  expect(gaps()).toEqual([10_000, 10_000, 10_000]);
  expect(state()).toMatchObject({ state: "ok", since: "2026-11-21T10:00:00.000Z", message: "", interval: 10_000 });
  expect(ledger.heard().get("kubelet GET /pods")).toBe("2026-11-21T10:00:30.000Z");
  await schedule.stop();
  await clock.pass(60_000);
  expect(runs).toHaveLength(4);
});

test("a failing call backs off, says since when and why, once in the log, and recovers", async () => {
  behave = async () => {
    throw new CallFailure("unreachable", "Nobody listens.");
  };
  const schedule = start();
  schedule.start();
  await clock.pass(5_000);
  expect(gaps()).toEqual([750, 1_500]);
  await clock.pass(200_000);
  expect(Math.max(...gaps())).toBeLessThanOrEqual(30_000);
  expect(state()).toMatchObject({
    state: "unreachable",
    since: "2026-11-21T10:00:00.000Z",
    message: "Nobody listens.",
  });
  expect(log.lines).toEqual([{ level: "warn", message: "Nobody listens." }]);
  expect(ledger.heard().size).toBe(0);

  behave = async () => undefined;
  await clock.pass(30_000);
  expect(state()).toMatchObject({ state: "ok", message: "" });
  expect(log.lines.at(-1)).toEqual({ level: "info", message: "answers again" });
  await schedule.stop();
});

test.each([
  ["denied", 60_000],
  ["unsupported", 300_000],
] as const)("a call that is %s is left alone for long", async (failure, pause) => {
  behave = async () => {
    throw new CallFailure(failure, "No.");
  };
  const schedule = start();
  schedule.start();
  await clock.pass(pause * 1.5);
  expect(gaps()).toEqual([pause]);
  await schedule.stop();
});

test("an answer that is old is stale, and any other error unreachable", async () => {
  behave = async () => ({ stale: "The sample is old." });
  const schedule = start({}, false);
  await schedule.refresh("GET /pods");
  expect(state()).toMatchObject({ state: "stale", message: "The sample is old." });
  behave = async () => {
    throw new TypeError("odd");
  };
  await schedule.refresh("GET /pods");
  expect(state()).toMatchObject({ state: "unreachable", message: "odd" });
});

test("a call that does not end by its deadline is given up", async () => {
  behave = ({ signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("cancelled"))));
  const schedule = start({ deadline: 20 }, false);
  await schedule.refresh("GET /pods");
  expect(state()).toMatchObject({ state: "unreachable", message: expect.stringContaining("No answer within 0.02 s") });
});

test("prompts become one call, after the delay and no closer than the gap", async () => {
  const schedule = start({ promptDelay: 500, promptGap: 3_000 });
  schedule.start();
  await clock.pass(1_000);
  for (let index = 0; index < 5; index += 1) schedule.prompt("GET /pods");
  await clock.pass(8_000);
  expect(gaps()).toEqual([3_000]);
  schedule.prompt("GET /pods");
  await clock.pass(600);
  expect(gaps()).toEqual([3_000, 6_500]);
  await schedule.stop();
});

test("what prompts a call that is under way has it made again", async () => {
  const held: (() => void)[] = [];
  behave = () => new Promise((resolve) => void held.push(() => resolve(undefined)));
  const schedule = start();
  schedule.start();
  schedule.prompt("GET /pods");
  await clock.pass(5_000);
  expect(runs).toHaveLength(1);
  held[0]?.();
  await clock.pass(2_000);
  expect(runs).toHaveLength(2);
  held[1]?.();
  await schedule.stop();
});

test("refresh waits for its own answer, not for one asked before", async () => {
  const held: (() => void)[] = [];
  behave = () => new Promise((resolve) => void held.push(() => resolve(undefined)));
  const schedule = start();
  schedule.start();
  const refreshed = schedule.refresh("GET /pods");
  held[0]?.();
  await clock.pass(0);
  expect(runs).toHaveLength(2);
  held[1]?.();
  await refreshed;
  await schedule.stop();
});

test("refresh hands over the subject after a call's name, and knows no other call", async () => {
  const subjects: (string | undefined)[] = [];
  behave = async ({ subject }) => void subjects.push(subject) as undefined;
  const schedule = start({}, false);
  await schedule.refresh("GET /pods abc");
  await schedule.refresh("GET /pods");
  expect(subjects).toEqual(["abc", undefined]);
  await expect(schedule.refresh("GET /secrets")).rejects.toThrow("There is no call GET /secrets");
});

test("a stream that is lost is said and opened again", async () => {
  const schedule = start();
  schedule.start();
  await clock.pass(1_000);
  schedule.lose("GET /pods", new CallFailure("unreachable", "It broke."));
  expect(state()).toMatchObject({ state: "unreachable", message: "It broke.", since: "2026-11-21T10:00:01.000Z" });
  await clock.pass(1_000);
  expect(state()).toMatchObject({ state: "ok" });
  await schedule.stop();
});

test("the whole is there once every call had its first outcome", async () => {
  behave = async () => {
    throw new CallFailure("denied", "No.");
  };
  const schedule = start();
  schedule.start();
  await schedule.whole();
  expect(state()?.state).toBe("denied");
  await schedule.stop();
});

test("back-off doubles up to its most, between half of it and all", () => {
  const delays = (random: number) =>
    [1, 2, 3, 10, 50].map((failures) => backOff(failures, { first: 100, most: 1_000, random: () => random }));
  expect(delays(1)).toEqual([100, 200, 400, 1_000, 1_000]);
  expect(delays(0)).toEqual([50, 100, 200, 500, 500]);
});
