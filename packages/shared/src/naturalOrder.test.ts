import { expect, test } from "vitest";
import { naturalOrder } from "./naturalOrder.ts";

test("names sort as people count", () =>
  expect(["web-10", "web-2", "a", "web-02"].toSorted(naturalOrder)).toEqual(["a", "web-02", "web-2", "web-10"]));
