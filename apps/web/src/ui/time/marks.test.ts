import { describe, expect, test } from "vitest";
import { setZone } from "../../format/zone.ts";
import { marks, wordsOf } from "./marks.ts";

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

describe("words of marks", () => {
  const said = (minutes: number, most: number): string[] => {
    setZone("UTC");
    const moments = marks(NOW - minutes * MINUTE, NOW, most);
    return moments.map(wordsOf(moments, minutes * MINUTE));
  };

  test.each([
    [5, 10, ["10:32:00", "10:32:30", "10:33:00"]],
    [5, 3, ["10:32", "10:34", "10:36"]],
    [30, 7, ["10:10", "10:15", "10:20"]],
    [4 * 24 * 60, 5, ["11-18 00:00", "11-19 00:00", "11-20 00:00"]],
  ])("of %d minutes, %d at most", (minutes, most, first) => {
    const words = said(minutes, most);
    expect(words.slice(0, 3)).toEqual(first);
    expect(new Set(words).size).toBe(words.length);
  });
});
