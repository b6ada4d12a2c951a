import { describe, expect, test } from "vitest";
import { readView, withoutFrame } from "./view.ts";

describe("what an address says of its view", () => {
  test("is kept as far as it is known", () =>
    expect(readView({ embed: "1", theme: "dark", zoom: "1.5", tz: "Asia/Kathmandu", replay: "1", q: "web" })).toEqual({
      embed: "1",
      theme: "dark",
      zoom: "1.5",
      tz: "Asia/Kathmandu",
      replay: "1",
    }));

  test("is nothing where nothing of it is known", () =>
    expect(readView({ embed: "yes", panel: "", theme: "pink", zoom: "big", tz: "Mars/Olympus" })).toEqual({}));

  test("a panel alone is without a frame, whatever else is said", () =>
    expect(readView({ panel: "bay-plan", embed: "0" })).toEqual({ embed: "1", panel: "bay-plan" }));

  test.each([
    ["0.1", "0.5"],
    ["9", "2"],
    [".75", "0.75"],
    ["1", undefined],
    ["1e1", undefined],
    ["-1", undefined],
  ])("zoom %s is %s", (given, zoom) => expect(readView({ zoom: given }).zoom).toBe(zoom));
});

test.each([
  ["/pods/shop/web?node=a&embed=1&panel=start&theme=dark&zoom=2", "/pods/shop/web?node=a"],
  ["/bay/nodes/a?panel=order&embed=1&at=2026-11-21T10%3A37%3A20Z", "/bay/nodes/a?at=2026-11-21T10%3A37%3A20Z"],
  ["/nodes/a?embed=1", "/nodes/a"],
  ["/nodes/a", "/nodes/a"],
  ["/nodes/a?tab=disk&embed=1#images", "/nodes/a?tab=disk#images"],
  ["/nodes/a?panel=order#order?x", "/nodes/a#order?x"],
  ["/nodes/a#images", "/nodes/a#images"],
])("out of a frame %s leads to %s", (href, whole) => expect(withoutFrame(href)).toBe(whole));
