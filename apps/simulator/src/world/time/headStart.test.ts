import { expect, test } from "vitest";
import { SECOND } from "./clock.ts";
import { createHeadStart } from "./headStart.ts";
import { createVirtualClock } from "./virtualClock.ts";

test("what falls into the past happens at once and in order, the rest when its time comes", () => {
  const present = createVirtualClock(100 * SECOND);
  const { clock, catchUp } = createHeadStart(present, 60 * SECOND);
  const told: [string, number][] = [];
  const tell = (what: string) => () => told.push([what, clock.now() / SECOND]);
  clock.after(20 * SECOND, tell("second"));
  clock.after(5 * SECOND, () => {
    tell("first")();
    clock.after(70 * SECOND, tell("later"));
  });
  const cancel = clock.after(90 * SECOND, tell("cancelled"));
  clock.after(30 * SECOND, tell("cancelled"))();
  expect(told).toEqual([]);
  present.advance(SECOND);
  catchUp();
  expect(told).toEqual([
    ["first", 45],
    ["second", 60],
  ]);
  expect(clock.now()).toBe(present.now());
  cancel();
  clock.after(2 * SECOND, tell("new"));
  present.advance(60 * SECOND);
  expect(told.slice(2)).toEqual([
    ["new", 103],
    ["later", 115],
  ]);
});
