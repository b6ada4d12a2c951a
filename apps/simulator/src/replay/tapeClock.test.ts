import { expect, test } from "vitest";
import { createVirtualClock } from "../world/time/virtualClock.ts";
import { createTapeClock } from "./tapeClock.ts";

const START = Date.parse("2026-11-21T10:35:44Z");

test("it stands until it is moved, and calls what falls due on the way at its own moment", () => {
  const machine = createVirtualClock();
  const clock = createTapeClock(START, machine);
  const called: number[] = [];
  const again = (): void => {
    called.push(clock.now() - START);
    clock.after(5_000, again);
  };
  clock.after(5_000, again);
  machine.advance(60_000);
  expect(clock.now()).toBe(START);
  expect(clock.rate()).toBe(0);
  clock.moveTo(START + 12_000);
  expect(called).toEqual([5_000, 10_000]);
  expect(clock.now()).toBe(START + 12_000);
});

test("it runs at a rate, and stops at the moment it was given", () => {
  const machine = createVirtualClock();
  const clock = createTapeClock(START, machine);
  const called: number[] = [];
  clock.after(3_000, () => called.push(clock.now() - START));
  clock.runTo(START + 10_000, 4);
  expect(clock.rate()).toBe(4);
  machine.advance(500);
  expect(clock.now()).toBe(START + 2_000);
  expect(called).toEqual([]);
  machine.advance(500);
  expect(called).toEqual([3_000]);
  machine.advance(60_000);
  expect(clock.now()).toBe(START + 10_000);
});

test("what is cancelled is not called, and standing keeps the moment", () => {
  const machine = createVirtualClock();
  const clock = createTapeClock(START, machine);
  const called: string[] = [];
  clock.after(1_000, () => called.push("kept"));
  clock.after(1_000, () => called.push("cancelled"))();
  clock.runTo(START + 60_000, 1);
  machine.advance(2_500);
  clock.stand();
  machine.advance(2_500);
  expect(clock.now()).toBe(START + 2_500);
  expect(called).toEqual(["kept"]);
});

test("it goes back, and what was to happen happens as long after", () => {
  const clock = createTapeClock(START, createVirtualClock());
  const called: number[] = [];
  clock.moveTo(START + 60_000);
  clock.after(5_000, () => called.push(clock.now() - START));
  clock.goBackTo(START);
  expect(clock.now()).toBe(START);
  clock.moveTo(START + 6_000);
  expect(called).toEqual([5_000]);
});
