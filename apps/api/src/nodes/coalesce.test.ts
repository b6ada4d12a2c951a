import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCoalescer } from "./coalesce.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first change is worked out within 100 ms, then at most four a second, and the last is never lost", () => {
  const worked: string[] = [];
  const coalescer = createCoalescer((name) => void worked.push(name));
  coalescer.touch("a");
  vi.advanceTimersByTime(100);
  expect(worked).toEqual(["a"]);
  for (let index = 0; index < 100; index += 1) {
    coalescer.touch("a");
    vi.advanceTimersByTime(10);
  }
  expect(worked.length).toBeLessThanOrEqual(5);
  const before = worked.length;
  vi.advanceTimersByTime(500);
  expect(worked.length).toBe(before + 1);
  vi.advanceTimersByTime(5_000);
  expect(worked.length).toBe(before + 1);
});

test("who asks gets it at once, and it is not worked out again", () => {
  const worked: string[] = [];
  const coalescer = createCoalescer((name) => void worked.push(name));
  coalescer.touch("a");
  coalescer.touch("b");
  coalescer.flush("a");
  coalescer.flush("c");
  expect(worked).toEqual(["a"]);
  coalescer.flushAll();
  vi.advanceTimersByTime(1_000);
  expect(worked).toEqual(["a", "b"]);
  coalescer.touch("a");
  coalescer.stop();
  vi.advanceTimersByTime(1_000);
  expect(worked).toEqual(["a", "b"]);
});

test("much that changed at once is worked out in short turns, and others get theirs in between", async () => {
  vi.useRealTimers();
  const turns: string[] = [];
  const done = Promise.withResolvers<void>();
  const coalescer = createCoalescer((name) => {
    const began = performance.now();
    while (performance.now() - began < 5);
    turns.push(name);
    if (turns.filter((turn) => turn !== "other").length === 10) done.resolve();
  });
  for (let index = 0; index < 10; index += 1) coalescer.touch(String(index));
  const others = setInterval(() => turns.at(-1) !== "other" && turns.push("other"), 0);
  await done.promise;
  clearInterval(others);
  coalescer.stop();
  const together = turns
    .join(" ")
    .split("other")
    .map((turn) => turn.trim().split(" ").filter(Boolean).length);
  expect(Math.max(...together)).toBeLessThanOrEqual(3);
});
