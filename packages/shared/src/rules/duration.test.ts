import { describe, expect, it } from "vitest";
import { parseDuration } from "./duration.ts";

describe("parseDuration", () => {
  it.each([
    ["0", 0],
    ["0s", 0],
    ["30s", 30],
    ["1m30s", 90],
    ["1h0m0s", 3600],
    ["500ms", 0.5],
    ["1.5h", 5400],
    ["-5s", -5],
  ])("reads %s as %d s", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(["", "-", "30", "s", "1d", "5 s", "1m30"])("refuses %j and says so", (text) => {
    expect(() => parseDuration(text)).toThrow(`"${text}" is no duration`);
  });
});
