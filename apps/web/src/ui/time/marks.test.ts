import { describe, expect, test } from "vitest";
import { marks } from "./marks.ts";

const NOW = Date.parse("2026-11-21T10:36:40Z");
const MINUTE = 60_000;

describe("marks", () => {
  test("are round moments, no more than fit", () => {
    const moments = marks(NOW - 30 * MINUTE, NOW, 7);
    expect(moments.map((at) => new Date(at).toISOString().slice(11, 16))).toEqual([
      "10:10",
      "10:15",
      "10:20",
      "10:25",
      "10:30",
      "10:35",
    ]);
  });

  test("of days begin at the reader's midnight", () => {
    const [first = 0] = marks(NOW - 4 * 24 * 60 * MINUTE, NOW, 6, 60 * MINUTE);
    expect(new Date(first).toISOString()).toBe("2026-11-17T23:00:00.000Z");
  });
});
