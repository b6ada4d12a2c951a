import { describe, expect, test } from "vitest";
import { backOff } from "./backOff.ts";
import { nextConnection } from "./connection.ts";
import { createServerClock } from "./serverClock.ts";
import { createSubject } from "./subject.ts";

describe("back-off", () => {
  test("doubles up to its longest", () =>
    expect([0, 1, 2, 5, 50].map((attempt) => backOff(attempt, 1))).toEqual([500, 1_000, 2_000, 15_000, 15_000]));

  test("is spread over the upper half", () => {
    expect(backOff(5, 0)).toBe(7_500);
    expect(backOff(5, 0.5)).toBe(11_250);
  });
});

const setUp = () => {
  let passed = 1_000;
  return { clock: createServerClock(() => passed), pass: (by: number) => (passed += by) };
};

describe("the server's clock", () => {
  test("says nothing before the server did", () => expect(setUp().clock.now()).toBeNull());

  test("runs on from the last reading at the rate the server names", () => {
    const { clock, pass } = setUp();
    clock.set({ at: 50_000, rate: 1 });
    pass(2_000);
    expect(clock.now()).toBe(52_000);
    clock.set({ at: 100_000, rate: 8 });
    pass(1_000);
    expect(clock.now()).toBe(108_000);
    clock.set({ at: 7, rate: 0 });
    pass(60_000);
    expect(clock.now()).toBe(7);
  });

  test("stands while the page is paused, and has gone on when it goes on", () => {
    const { clock, pass } = setUp();
    clock.set({ at: 0, rate: 1 });
    clock.hold(true);
    pass(5_000);
    expect(clock.now()).toBe(0);
    clock.hold(false);
    expect(clock.now()).toBe(5_000);
  });
});

test("a connection remembers when it was lost until it is back", () => {
  const lost = nextConnection({ state: "live" }, { type: "waiting", retryAt: 1_500 }, 1_000);
  expect(lost).toEqual({ state: "reconnecting", lostAt: 1_000, retryAt: 1_500 });
  const still = nextConnection(lost, { type: "waiting", retryAt: 4_000 }, 2_000);
  expect(still).toEqual({ state: "reconnecting", lostAt: 1_000, retryAt: 4_000 });
  expect(nextConnection(still, { type: "opened" }, 4_100)).toEqual({ state: "live" });
});

test("a subject tells only of another value, and nobody who left", () => {
  const subject = createSubject(1);
  const seen: number[] = [];
  const leave = subject.subscribe(() => seen.push(subject.get()));
  subject.set(1);
  subject.set(2);
  leave();
  subject.set(3);
  expect(seen).toEqual([2]);
});
