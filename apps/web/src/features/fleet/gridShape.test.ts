import { expect, test } from "vitest";
import { gridShape } from "./gridShape.ts";

test("as many columns as fit where the nodes cannot all be in sight", () => {
  expect(gridShape(5000, 1392, 700)).toMatchObject({ columns: 5, hull: { height: 121 }, card: 237 });
  expect(gridShape(14, 362, 600)).toMatchObject({ columns: 1 });
});

test("larger cards where there is room for all of them", () => {
  expect(gridShape(14, 2512, 1220)).toMatchObject({ columns: 5, hull: { height: 233 } });
  expect(gridShape(2, 1392, 700)).toMatchObject({ columns: 3, hull: { height: 214 } });
});

test("somewhat flatter ones, so that all are in sight", () => {
  const { columns, card, hull } = gridShape(14, 1872, 860);
  expect(columns).toBe(5);
  expect(hull.height / hull.width).toBeCloseTo(0.46, 1);
  expect(Math.ceil(14 / columns) * (card + 14)).toBeLessThanOrEqual(860);
});

test("a page without a width has one column", () => expect(gridShape(3, 0, 0).columns).toBe(1));
