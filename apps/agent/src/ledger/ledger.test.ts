import { beforeEach, expect, test } from "vitest";
import type { Device } from "@bayplan/shared";
import { MAX_ENTITY_LENGTH } from "@bayplan/shared/report";
import { createSteppedClock } from "../../test/steppedClock.ts";
import { jsonLength } from "./jsonLength.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { sameValue } from "./sameValue.ts";

let ledger: Ledger;
let changed: string[];

const device = (id: string, allocatable = true): Device => ({
  kind: "device",
  id,
  resource: "r",
  deviceId: id,
  numaNodes: [0, 1],
  allocatable,
});

beforeEach(() => {
  ledger = createLedger(createSteppedClock());
  changed = [];
  ledger.follow({ changed: (key) => changed.push(key), moved() {}, appeared() {} });
});

test("what is put and says nothing new is no change", () => {
  ledger.put(device("a/b"));
  ledger.put({ allocatable: true, numaNodes: [0, 1], deviceId: "a/b", resource: "r", id: "a/b", kind: "device" });
  expect(changed).toEqual(["device/a/b"]);
  ledger.put(device("a/b", false));
  expect(changed).toEqual(["device/a/b", "device/a/b"]);
  expect(ledger.at("device/a/b")?.entity).toMatchObject({ allocatable: false });
});

test("replacing a kind removes what is missing and leaves other kinds alone", () => {
  ledger.put({ kind: "allocatable", id: "allocatable", cpuIds: [], memory: [] });
  ledger.replace(["device"], [device("a"), device("b")]);
  changed.length = 0;
  ledger.replace(["device"], [device("b")]);
  expect(changed).toEqual(["device/a"]);
  expect(ledger.keys().sort()).toEqual(["allocatable/allocatable", "device/b"]);
  ledger.remove("device", "never there");
  expect(changed).toHaveLength(1);
});

test("what is too large is left out by name, and comes back when it is smaller", () => {
  const large = { ...device("big"), resource: "x".repeat(MAX_ENTITY_LENGTH) };
  ledger.put(device("big"));
  ledger.put(large);
  expect(ledger.get("device", "big")).toBeUndefined();
  expect(ledger.leftOut(["device"])).toEqual([expect.stringMatching(/^device big \(513 KiB\)$/)]);
  expect(ledger.leftOut(["pod"])).toEqual([]);
  ledger.put(device("big"));
  expect(ledger.leftOut(["device"])).toEqual([]);
  ledger.put(large);
  ledger.replace(["device"], []);
  expect(ledger.leftOut(["device"])).toEqual([]);
});

test.each([
  [1, 1, true],
  [1, "1", false],
  [null, {}, false],
  [[1, [2]], [1, [2]], true],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [{ a: 1, b: { c: [] } }, { b: { c: [] }, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1, c: 2 }, false],
])("%j and %j are the same: %s", (a, b, same) => {
  expect(sameValue(a, b)).toBe(same);
  expect(sameValue(b, a)).toBe(same);
});

test("a length is near enough to the real one", () => {
  const value = { text: "hello", list: [1, 2, { flag: true, none: null }], nested: { a: "b".repeat(500) } };
  const exact = JSON.stringify(value).length;
  expect(jsonLength(value)).toBeGreaterThanOrEqual(exact);
  expect(jsonLength(value)).toBeLessThan(exact * 1.2);
});
