import { expect, test } from "vitest";
import { gridShape } from "./gridShape.ts";

test("as many columns as fit where the nodes cannot all be in sight", () => {
  expect(gridShape(5000, 1392, 700)).toMatchObject({ columns: 5, hull: { height: 121 }, lines: 3, card: 237 });
  expect(gridShape(14, 362, 600)).toMatchObject({ columns: 1 });
});

test("larger cards where there is room for all of them", () => {
  expect(gridShape(14, 1872, 860).columns).toBe(5);
  expect(gridShape(14, 2512, 1220)).toMatchObject({ columns: 5, hull: { height: 233 }, lines: 2 });
  expect(gridShape(2, 1392, 700)).toMatchObject({ columns: 3, hull: { height: 214 } });
});

test("a page without a width has one column", () => expect(gridShape(3, 0, 0).columns).toBe(1));
