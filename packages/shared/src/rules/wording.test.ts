import { describe, expect, it } from "vitest";
import { formatBytes, formatCount, formatSeconds, ordinal } from "./wording.ts";

describe("amounts in words", () => {
  it("keeps three figures of bytes at most", () => {
    expect([0, 999, 1023, 1024, 1536, 302 * 1024 ** 2, 1023.9 * 1024 ** 2, -5 * 1024 ** 3].map(formatBytes)).toEqual([
      "0 B",
      "999 B",
      "1023 B",
      "1 KiB",
      "1.5 KiB",
      "302 MiB",
      "1 GiB",
      "−5 GiB",
    ]);
  });

  it("counts, ranks and times as one says it", () => {
    expect([formatCount(1, "other", "others"), formatCount(0, "other", "others")]).toEqual(["1 other", "0 others"]);
    expect([1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 103, 111].map(ordinal)).toEqual([
      "first",
      "second",
      "third",
      "4th",
      "10th",
      "11th",
      "12th",
      "13th",
      "21st",
      "22nd",
      "103rd",
      "111th",
    ]);
    expect([4.4, 99, 120, 7200, 200_000].map(formatSeconds)).toEqual(["4 s", "99 s", "2 min", "2 h", "2 d"]);
  });
});
