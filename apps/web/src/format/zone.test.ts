import { afterEach, describe, expect, test } from "vitest";
import { formatMoment, formatTimeOfDay } from "./time.ts";
import { browserZone, readZone, setZone, zoneOffset } from "./zone.ts";

afterEach(() => setZone(browserZone()));

describe("a moment in the zone that is shown", () => {
  test.each([
    ["UTC", "2026-11-21T23:24:10Z", "2026-11-21 23:24:10 UTC"],
    ["Asia/Kolkata", "2026-11-21T23:24:10.900Z", "2026-11-22 04:54:10 UTC+05:30"],
    ["Asia/Kathmandu", "2026-11-21T23:24:10Z", "2026-11-22 05:09:10 UTC+05:45"],
    ["America/St_Johns", "2026-07-01T01:00:00Z", "2026-06-30 22:30:00 UTC−02:30"],
    ["Pacific/Kiritimati", "2026-12-31T12:00:00Z", "2027-01-01 02:00:00 UTC+14:00"],
    ["Europe/London", "2026-01-01T00:00:00Z", "2026-01-01 00:00:00 UTC"],
  ])("%s: %s is %s", (zone, moment, text) => {
    setZone(zone);
    expect(formatMoment(moment)).toBe(text);
    expect(formatMoment(Date.parse(moment))).toBe(text);
    expect(formatTimeOfDay(moment)).toBe(text.slice(11, 19));
  });

  test("follows summer time to the second", () => {
    setZone("Europe/Berlin");
    // Forward at 2026-03-29T01:00:00Z, back at 2026-10-25T01:00:00Z.
    expect(
      ["2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-10-25T00:59:59Z", "2026-10-25T01:00:00Z"].map((at) =>
        formatMoment(at),
      ),
    ).toEqual([
      "2026-03-29 01:59:59 UTC+01:00",
      "2026-03-29 03:00:00 UTC+02:00",
      "2026-10-25 02:59:59 UTC+02:00",
      "2026-10-25 02:00:00 UTC+01:00",
    ]);
  });

  test("follows half an hour of summer time", () => {
    setZone("Australia/Lord_Howe");
    expect(formatMoment("2026-04-04T14:59:59Z")).toBe("2026-04-05 01:59:59 UTC+11:00");
    expect(formatMoment("2026-04-04T15:00:00Z")).toBe("2026-04-05 01:30:00 UTC+10:30");
  });

  test("agrees with the machine's own clock by default", () => {
    for (const at of ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"])
      expect(zoneOffset(Date.parse(at))).toBe(-new Date(at).getTimezoneOffset() * 60_000 || 0);
  });

  test("forgets the zone before it", () => {
    setZone("Asia/Tokyo");
    expect(formatTimeOfDay("2026-11-21T00:00:00Z")).toBe("09:00:00");
    setZone("UTC");
    expect(formatTimeOfDay("2026-11-21T00:00:00Z")).toBe("00:00:00");
  });
});

test.each([
  ["utc", "UTC"],
  ["europe/berlin", "Europe/Berlin"],
  ["Asia/Kolkata", "Asia/Kolkata"],
  ["Mars/Olympus", null],
  ["", null],
  [undefined, null],
])("the zone %s is read as %s", (given, zone) => expect(readZone(given)).toBe(zone));
