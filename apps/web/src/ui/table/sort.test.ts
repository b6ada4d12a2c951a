import { describe, expect, test } from "vitest";
import { orderOf, pressed, readSort, withOrder } from "./sort.ts";

describe("the order of a page's tables in its address", () => {
  test("each table has its own", () => {
    const { sort } = readSort({ sort: "containers.-restarts runtime-calls.p99" });
    expect(orderOf(sort, "containers")).toEqual({ key: "restarts", descending: true });
    expect(orderOf(sort, "runtime-calls")).toEqual({ key: "p99", descending: false });
    expect(orderOf(sort, "images")).toBeNull();
  });

  test.each([undefined, 3, "", "restarts", "-", "a.b.c", "containers.", ".-x", "a.<b>", "__proto__"])(
    "%o says nothing",
    (sort) => expect(readSort({ sort })).toEqual({}),
  );

  test("what is no order goes, the rest stays", () =>
    expect(readSort({ sort: "nonsense images.-size ..  disk.used" })).toEqual({ sort: "images.-size disk.used" }));

  test("another order takes the place of the one before, none takes it away", () => {
    const both = withOrder("images.-size", "disk", { key: "used", descending: true });
    expect(both).toBe("images.-size disk.-used");
    expect(withOrder(both, "images", { key: "image", descending: false })).toBe("disk.-used images.image");
    expect(withOrder("images.-size", "images", null)).toBe("");
  });
});

describe("pressing a head", () => {
  test.each([
    [true, [true, false]],
    [false, [false, true]],
  ])(
    "amounts (%s) begin with the largest, names with the first; the third press takes it away",
    (numeric, expected) => {
      const first = pressed(null, "a", numeric);
      const second = pressed(first, "a", numeric);
      expect([first?.descending, second?.descending]).toEqual(expected);
      expect(pressed(second, "a", numeric)).toBeNull();
    },
  );

  test("another head begins anew", () =>
    expect(pressed({ key: "a", descending: true }, "b", false)).toEqual({ key: "b", descending: false }));
});
