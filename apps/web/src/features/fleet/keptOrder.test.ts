import { expect, test, vi } from "vitest";
import { createKeptOrder } from "./keptOrder.ts";

interface Figure {
  value: number;
}

const ascending = (a: Figure, b: Figure): number => a.value - b.value;
const descending = (a: Figure, b: Figure): number => b.value - a.value;

const figures = (...values: number[]): Figure[] => values.map((value) => ({ value }));

test("is what sorting gives, whatever came, changed and went", () => {
  const inOrder = createKeptOrder<Figure>();
  let rows = figures(...Array.from({ length: 200 }, (_, index) => (index * 7919) % 997));
  for (let round = 0; round < 30; round += 1) {
    expect(inOrder(rows, ascending)).toEqual(rows.toSorted(ascending));
    rows = rows
      .filter((_, index) => index % 13 !== round % 13)
      .map((row, index) => (index % 11 === round % 11 ? { value: 1000 + ((row.value * 31 + round) % 997) } : row))
      .concat(figures(3000 + round, -round));
  }
});

test("another order is another order", () => {
  const inOrder = createKeptOrder<Figure>();
  const rows = figures(2, 3, 1);
  expect(inOrder(rows, ascending).map(({ value }) => value)).toEqual([1, 2, 3]);
  expect(inOrder(rows, descending).map(({ value }) => value)).toEqual([3, 2, 1]);
});

test("what did not change is not compared with what did not change", () => {
  const compare = vi.fn<typeof ascending>(ascending);
  const inOrder = createKeptOrder<Figure>();
  const rows = figures(...Array.from({ length: 5000 }, (_, index) => (index * 7919) % 9973));
  inOrder(rows, compare);
  compare.mockClear();
  inOrder([{ value: 4000.5 }, ...rows.slice(1)], compare);
  expect(compare.mock.calls.length).toBeLessThan(20);
});
