import { describe, expect, test } from "vitest";
import { deviceView } from "../../fixtures/views.ts";
import { acrossOf, columnsOf, inLines } from "./mapLines.ts";

test.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 2],
  [8, 4],
  [32, 4],
])("%i devices of one NUMA node take %i columns", (devices, columns) => expect(acrossOf(devices)).toBe(columns));

test("a node is as wide as its widest resource, of what is shown", () => {
  const gpu = (id: number, numa: number) =>
    deviceView(`gpu-${id}`, {
      resource: "nvidia.com/gpu",
      numaNodes: [numa],
      health: numa === 0 ? "Healthy" : "Unhealthy",
    });
  const node = [gpu(0, 0), gpu(1, 0), gpu(2, 0), gpu(3, 1), deviceView("nic", { resource: "nic" })];
  expect(columnsOf(node)).toBe(3);
  expect(columnsOf(node, ({ health }) => health === "Unhealthy")).toBe(1);
  expect(columnsOf(node, () => false)).toBe(1);
});

describe("lines", () => {
  const lines = (columns: number[], room: number): number[][] =>
    inLines(
      columns.map((each) => ({ columns: each })),
      room,
    ).map((line) => line.map((item) => item.columns));

  test("small nodes share one, in their order", () => expect(lines([1, 1, 2, 1, 4], 4)).toEqual([[1, 1, 2], [1], [4]]));
  test("one that is too wide has its own", () => expect(lines([1, 4, 1, 1], 2)).toEqual([[1], [4], [1, 1]]));
  test("of nothing there is none", () => expect(lines([], 4)).toEqual([]));
});
