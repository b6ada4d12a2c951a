import { describe, expect, test } from "vitest";
import { formatLength, formatUtc, formatUtcTime, parseMoment, toRestore, toRfc3339, within } from "./moment.ts";
import { readReplaySearch } from "./replaySearch.ts";

const moment = (time: string): number => Date.parse(`2026-11-21T${time}Z`);
const span = { start: moment("10:35:44.245"), end: moment("10:38:49.418") };

test("a moment is told in UTC, and in the address as exactly as it is", () => {
  expect(formatUtc(moment("10:37:20.900"))).toBe("2026-11-21 10:37:20 UTC");
  expect(formatUtcTime(moment("10:37:20"))).toBe("10:37:20");
  expect(toRfc3339(moment("10:37:20"))).toBe("2026-11-21T10:37:20Z");
  expect(toRfc3339(moment("10:37:20.25"))).toBe("2026-11-21T10:37:20.250Z");
});

test.each([
  [-5, "0 s"],
  [4_999, "4 s"],
  [96_000, "1 min 36 s"],
  [7_205_000, "2 h 0 min 5 s"],
])("%d ms are %s", (length, words) => expect(formatLength(length)).toBe(words));

test("a recording has no moment before its first or after its last", () => {
  expect(within(span, 0)).toBe(span.start);
  expect(within(span, span.end + 1)).toBe(span.end);
  expect(within(span, span.start + 1)).toBe(span.start + 1);
});

describe("what is typed", () => {
  test.each([
    ["10:38:40", "10:38:40"],
    [" 10:38:40 UTC ", "10:38:40"],
    ["10:35:44", "10:35:44"],
    ["+1:30", "10:37:14.245"],
    ["+0:00:05.5", "10:35:49.745"],
    ["2026-11-21T10:38:40Z", "10:38:40"],
    ["2026-11-21 10:38:40", "10:38:40"],
    ["2026-11-21T11:38:40+01:00", "10:38:40"],
  ])("%s is %s", (typed, time) => expect(parseMoment(typed, span)).toBe(moment(time)));

  test("is of the next day where the recording runs past midnight", () =>
    expect(parseMoment("00:00:10", { start: moment("23:59:00"), end: moment("23:59:00") + 120_000 })).toBe(
      Date.parse("2026-11-22T00:00:10Z"),
    ));

  test.each(["", "soon", "10:61:00", "10:38", "24:00:00", "2026-13-41T10:38:40Z"])("%s is no moment", (typed) =>
    expect(parseMoment(typed, span)).toBeNull(),
  );
});

describe("an address that is opened", () => {
  const standing = { ...span, at: moment("10:37:20"), playing: false, speed: 1 };

  test("leads to its moment", () => expect(toRestore("2026-11-21T10:38:40Z", standing)).toBe(moment("10:38:40")));

  test("leads nowhere where it says nothing, nonsense, or where one is", () => {
    expect(toRestore(undefined, standing)).toBeNull();
    expect(toRestore("soon", standing)).toBeNull();
    expect(toRestore("2026-11-21T10:37:20Z", standing)).toBeNull();
  });

  test("does not set back what plays on from there, but does what plays elsewhere", () => {
    const playing = { ...standing, playing: true };
    expect(toRestore("2026-11-21T10:37:17Z", playing)).toBeNull();
    expect(toRestore("2026-11-21T10:36:17Z", playing)).toBe(moment("10:36:17"));
    expect(toRestore("2026-11-21T10:36:50Z", { ...playing, speed: 10 })).toBeNull();
    expect(toRestore("2026-11-21T10:37:21Z", playing)).toBe(moment("10:37:21"));
  });

  test("keeps only what is a moment", () => {
    expect(readReplaySearch({ at: "2026-11-21T10:37:20Z", q: "web" })).toEqual({ at: "2026-11-21T10:37:20Z" });
    expect(readReplaySearch({ at: "soon" })).toEqual({});
  });
});
