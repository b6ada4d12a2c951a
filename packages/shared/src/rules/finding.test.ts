import { describe, expect, it } from "vitest";
import { isSettled, withSince, type Finding } from "./finding.ts";

const START = Date.parse("2026-11-21T10:00:00Z");

const drift: Finding = {
  rule: "LeakedSandbox",
  severity: "warning",
  subject: { kind: "sandbox", id: "s1" },
  message: "",
  since: null,
  settles: 30,
};

describe("withSince", () => {
  it("counts from the first sight, and forgets what is gone", () => {
    const first = withSince([drift], [], START);
    const second = withSince([drift], first, START + 30_000);
    expect(second[0]?.since).toBe("2026-11-21T10:00:00.000Z");
    expect(first.map((finding) => isSettled(finding, START + 29_999))).toEqual([false]);
    expect(second.map((finding) => isSettled(finding, START + 30_000))).toEqual([true]);
    const gone = withSince([], second, START + 31_000);
    expect(withSince([drift], gone, START + 32_000)[0]?.since).toBe("2026-11-21T10:00:32.000Z");
  });

  it("leaves alone what the source knows", () => {
    expect(withSince([{ ...drift, since: "2026-11-20T00:00:00Z" }], [], START)[0]?.since).toBe("2026-11-20T00:00:00Z");
  });
});
