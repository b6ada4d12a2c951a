import { describe, expect, test } from "vitest";
import { panned, rangeOf, readRange, usualSpan, writeRange, zoomed } from "./range.ts";

const NOW = Date.parse("2026-11-21T10:36:40Z");
const MINUTE = 60_000;
const usual = { span: 30 * MINUTE, until: null };

describe("the address", () => {
  test("says nothing of half an hour up to now", () => {
    expect(rangeOf(readRange({}))).toEqual(usual);
    expect(writeRange(usual)).toEqual({ span: "", until: "" });
  });

  test("gives back what it was given", () => {
    const range = { span: 5 * MINUTE, until: NOW - MINUTE };
    expect(rangeOf(readRange({ ...writeRange(range) }))).toEqual(range);
  });

  test("is not believed where it says nonsense", () => {
    expect(readRange({ span: "soon", until: "-1" })).toEqual({});
    expect(rangeOf(readRange({ span: "0" })).span).toBe(10_000);
    expect(rangeOf(readRange({ span: "99999999999" })).span).toBe(7 * 24 * 60 * MINUTE);
  });
});

describe("zooming and panning", () => {
  test("at the right edge goes on following the present", () =>
    expect(zoomed(usual, 0.5, 1, NOW)).toEqual({ span: 15 * MINUTE, until: null }));

  test("keeps the moment under the pointer where it is", () => {
    const range = { span: 10 * MINUTE, until: NOW - 20 * MINUTE };
    const { span, until } = zoomed(range, 0.5, 0.25, NOW);
    const before = range.until - range.span * 0.75;
    expect((until ?? NOW) - span * 0.75).toBe(before);
  });

  test("back leaves the present, forth returns to it and no further", () => {
    const back = panned(usual, -0.5, NOW);
    expect(back).toEqual({ span: 30 * MINUTE, until: NOW - 15 * MINUTE });
    expect(panned(back, 2, NOW)).toEqual(usual);
  });
});

describe("the whole life of a pod", () => {
  const DAY = 24 * 60 * MINUTE;

  test("is what the address says nothing of, and what its button leads back to", () => {
    for (const life of [1_000, 3 * DAY, 40 * DAY]) {
      const { span } = usualSpan(life, "its whole life");
      expect(rangeOf({}, span)).toEqual({ span, until: null });
      expect(writeRange({ span, until: null }, span)).toEqual({ span: "", until: "" });
    }
  });

  test("is called so only where all of it is shown", () => {
    expect(usualSpan(3 * DAY, "its whole life")).toEqual({ span: 3 * DAY, words: "its whole life" });
    expect(usualSpan(40 * DAY, "its whole life")).toEqual({ span: 7 * DAY, words: "last 7 d" });
  });
});
