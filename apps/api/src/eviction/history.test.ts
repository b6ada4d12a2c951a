import type { SignalState } from "@bayplan/shared";
import { expect, test } from "vitest";
import { createSignalHistory } from "./history.ts";

const signal = (available: number | null): SignalState => ({
  signal: "memory.available",
  unit: "bytes",
  available,
  capacity: 100,
  thresholds: [],
  headroom: null,
  met: null,
});

test("keeps the last 90 samples of each signal, oldest first", () => {
  const history = createSignalHistory();
  for (let index = 0; index < 200; index += 1) history.take(index * 10_000, [signal(index)]);
  const samples = history.of("memory.available");
  expect(samples).toHaveLength(90);
  expect(samples[0]).toEqual({ at: "1970-01-01T00:18:20.000Z", available: 110 });
  expect(samples.at(-1)?.available).toBe(199);
  expect(history.of("memory.available", 3).map(({ available }) => available)).toEqual([197, 198, 199]);
});

test("a sample that was taken in, or is older, changes nothing; one without a figure leaves a gap", () => {
  const history = createSignalHistory();
  history.take(20_000, [signal(5)]);
  history.take(20_000, [signal(6)]);
  history.take(10_000, [signal(7)]);
  history.take(30_000, [signal(null)]);
  history.take(40_000, [signal(0)]);
  expect(history.of("memory.available").map(({ available }) => available)).toEqual([5, 0]);
  expect(history.of("pid.available")).toEqual([]);
});
