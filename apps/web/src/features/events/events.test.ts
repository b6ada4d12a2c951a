import type { EventView } from "@bayplan/api/views";
import { expect, test } from "vitest";
import { readEventsSearch } from "./eventsSearch.ts";
import { matchesEvent, newestFirst } from "./matchesEvent.ts";

const event = (key: string, changes: Partial<EventView> = {}): EventView => ({
  key,
  part: "event",
  at: "2026-11-21T10:00:00Z",
  firstAt: null,
  count: 1,
  type: "Warning",
  reason: "BackOff",
  message: "Back-off restarting failed container",
  component: "kubelet",
  object: { kind: "Pod", namespace: "shop", name: "web-1", uid: "u", container: null },
  ...changes,
});

test("an event is found by its words and its type", () => {
  expect(matchesEvent(event("a"), "backoff web-1", "Warning")).toBe(true);
  expect(matchesEvent(event("a"), "backoff web-2", "")).toBe(false);
  expect(matchesEvent(event("a"), "", "Normal")).toBe(false);
});

test("the newest comes first, one without a moment last", () =>
  expect(
    newestFirst([event("none", { at: null }), event("old"), event("new", { at: "2026-11-21T10:00:01Z" })]).map(
      ({ key }) => key,
    ),
  ).toEqual(["new", "old", "none"]));

test.each([
  [
    { event: "back-off", type: "Warning" },
    { event: "back-off", type: "Warning" },
  ],
  [{ event: "", type: "warning" }, {}],
  [{ event: 3, type: null }, {}],
])("an address with %o asks for %o", (given, expected) => expect(readEventsSearch(given)).toEqual(expected));
