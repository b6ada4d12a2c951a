import { expect, test } from "vitest";
import { createAgenda } from "./agenda.ts";
import { createVirtualClock } from "./virtualClock.ts";

const fail = (error: unknown) => {
  throw error;
};

test("runs actions in the order of their moments, and those of one moment in the order they were planned", () => {
  const clock = createVirtualClock(0);
  const agenda = createAgenda(clock, fail);
  const ran: string[] = [];
  for (const [delay, name] of [
    [30, "third"],
    [10, "first"],
    [20, "second"],
    [30, "fourth"],
  ] as const)
    agenda.after(delay, () => ran.push(`${name} at ${agenda.now()}`));
  clock.advance(40);
  expect(ran).toEqual(["first at 10", "second at 20", "third at 30", "fourth at 30"]);
});

test("an action lives at its own moment, however late the clock calls", () => {
  const calls: (() => void)[] = [];
  let present = 0;
  const agenda = createAgenda(
    { now: () => present, after: (_, callback) => (calls.push(callback), () => undefined) },
    fail,
  );
  const moments: number[] = [];
  agenda.after(10, () => {
    moments.push(agenda.now());
    agenda.after(5, () => moments.push(agenda.now()));
  });
  present = 500;
  calls[0]?.();
  expect(moments).toEqual([10, 15]);
});

test("holds one timer of the clock, for the next action", () => {
  const timers = new Set<object>();
  const agenda = createAgenda(
    {
      now: () => 0,
      after: () => {
        const timer = {};
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    fail,
  );
  for (let index = 0; index < 1000; index++) agenda.after(1000 - index, () => undefined);
  expect(timers.size).toBe(1);
  expect(agenda.size()).toBe(1000);
});

test("what was cancelled does not run, and does not count", () => {
  const clock = createVirtualClock(0);
  const agenda = createAgenda(clock, fail);
  let ran = false;
  const cancel = agenda.after(10, () => {
    ran = true;
  });
  cancel();
  cancel();
  expect(agenda.size()).toBe(0);
  clock.advance(100);
  expect(ran).toBe(false);
});

test("goes on after an action that throws", () => {
  const clock = createVirtualClock(0);
  const failures: unknown[] = [];
  const agenda = createAgenda(clock, (error) => failures.push(error));
  let ran = false;
  agenda.after(10, () => {
    throw new Error("broken");
  });
  agenda.after(11, () => {
    ran = true;
  });
  clock.advance(20);
  expect(ran).toBe(true);
  expect(failures).toEqual([new Error("broken")]);
});
