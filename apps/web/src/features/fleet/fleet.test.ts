import type { EvictionSummary, NodeRow } from "@bayplan/api/views";
import { describe, expect, test } from "vitest";
import { AT, nodeRow, sourceView } from "../../fixtures/views.ts";
import { orderOf } from "./fleetOrder.ts";
import { passes, readFleetSearch } from "./fleetSearch.ts";
import { outlookOf, pressureWords } from "./outlook.ts";
import { readOrder, tableOrderOf, writeOrder } from "./tableOrder.ts";

const GIB = 1024 ** 3;
const memory = (usage: number | null): NodeRow["memory"] => ({ ...nodeRow().memory, usage });
const silent: NodeRow["agent"] = { state: "silent", since: AT, version: "0.1.0", conflict: null };
const none: NodeRow["agent"] = { state: "none", since: null, version: null, conflict: null };

describe("a node's outlook", () => {
  test.each<[string, Partial<NodeRow>, string, string]>([
    ["quiet", {}, "quiet", "32 GiB of 64 GiB memory free"],
    [
      "under pressure, whatever else",
      { pressure: ["MemoryPressure", "PIDPressure"], ready: false },
      "danger",
      "under memory and process ids pressure",
    ],
    ["not ready", { ready: false, agent: silent }, "warn", "not ready"],
    ["silent", { agent: silent, troubled: 2 }, "warn", "agent silent for"],
    ["its usage is stale", { sources: [sourceView({ state: "stale" })] }, "warn", "usage stale for"],
    ["nearly full", { memory: memory(62 * GIB) }, "warn", "2 GiB of 64 GiB memory free"],
    ["has containers that keep crashing", { troubled: 2 }, "warn", "2 containers in trouble"],
    ["unknown", { agent: none, memory: memory(null) }, "unknown", "no agent here"],
    [
      "its kubelet refuses",
      { memory: memory(null), sources: [sourceView({ state: "denied", heardAt: null })] },
      "unknown",
      "usage not known",
    ],
  ])("%s", (_name, changes, tone, text) => expect(outlookOf(nodeRow(changes))).toMatchObject({ tone, text }));

  const summary = (changes: Partial<EvictionSummary>): EvictionSummary => ({
    thresholdsKnown: true,
    signal: "memory.available",
    unit: "bytes",
    available: 4 * GIB,
    capacity: 64 * GIB,
    quantity: 1.5 * GIB,
    memoryQuantity: 1.5 * GIB,
    headroom: 2.5 * GIB,
    headroomShare: 2.5 / 64,
    met: false,
    since: null,
    meetsAt: null,
    meetsIn: null,
    ...changes,
  });

  test.each<[string, Partial<NodeRow>, string, string]>([
    ["close to its line", { eviction: summary({ meetsAt: AT }) }, "warn", "memory 2.5 GiB to the line"],
    [
      "its disk is close",
      { eviction: summary({ signal: "nodefs.available", headroomShare: 0.06 }) },
      "warn",
      "disk 2.5 GiB to the line",
    ],
    [
      "far from it, and there in a quarter of an hour",
      {
        eviction: summary({
          headroom: 18 * GIB,
          headroomShare: 18 / 64,
          meetsIn: 15 * 60,
        }),
      },
      "warn",
      "memory 18 GiB to the line",
    ],
    [
      "far from it, and there in hours",
      {
        eviction: summary({
          headroom: 18 * GIB,
          headroomShare: 18 / 64,
          meetsIn: 8 * 3600,
        }),
      },
      "quiet",
      "memory 18 GiB to the line",
    ],
    [
      "evicting, whatever else",
      { eviction: summary({ headroom: -GIB, headroomShare: -1 / 64, met: true }), pressure: ["MemoryPressure"] },
      "danger",
      "evicting: memory",
    ],
    [
      "its condition outlasts the threshold",
      { eviction: summary({}), pressure: ["MemoryPressure"] },
      "warn",
      "memory pressure not over yet",
    ],
    [
      "far from it",
      { eviction: summary({ headroom: 18 * GIB, headroomShare: 18 / 64 }) },
      "quiet",
      "memory 18 GiB to the line",
    ],
    [
      "its thresholds may not be read",
      {
        eviction: summary({ thresholdsKnown: false, signal: null }),
        sources: [sourceView(), sourceView({ call: "GET /configz", state: "denied" })],
      },
      "unknown",
      "line unknown: no right to configz",
    ],
  ])("by its load line, %s", (_name, changes, tone, text) =>
    expect(outlookOf(nodeRow(changes))).toMatchObject({ tone, text }),
  );

  test("names pressures it does not know as they are called", () =>
    expect(pressureWords(["FrobPressure"])).toBe("FrobPressure"));
});

describe("order", () => {
  const rows = [
    nodeRow({ name: "calm-10", urgency: 0.2, memory: memory(10 * GIB) }),
    nodeRow({ name: "calm-2", urgency: 0.2, memory: memory(10 * GIB) }),
    nodeRow({ name: "full", urgency: 0.9, memory: memory(60 * GIB) }),
    nodeRow({ name: "gone", urgency: 2, ready: false, memory: memory(1 * GIB) }),
    nodeRow({ name: "pressed", urgency: 3.6, pressure: ["MemoryPressure"], memory: memory(40 * GIB) }),
    nodeRow({ name: "blind", urgency: -1, agent: none, memory: memory(null) }),
  ];

  test("the most urgent first, and those alike by name as people count", () =>
    expect(rows.toSorted(orderOf("closest")).map(({ name }) => name)).toEqual([
      "pressed",
      "gone",
      "full",
      "calm-2",
      "calm-10",
      "blind",
    ]));

  test("by name as people count", () =>
    expect(rows.toSorted(orderOf("name")).map(({ name }) => name)).toEqual([
      "blind",
      "calm-2",
      "calm-10",
      "full",
      "gone",
      "pressed",
    ]));

  test("of the table, in the address", () => {
    expect(readOrder(undefined)).toEqual([{ id: "state", desc: true }]);
    expect(readOrder("-memory")).toEqual([{ id: "memory", desc: true }]);
    expect(writeOrder(readOrder("name"))).toBe("name");
    expect(writeOrder([])).toBe("");
    expect(rows.toSorted(tableOrderOf(readOrder("-memory"))).map(({ name }) => name)).toEqual([
      "full",
      "pressed",
      "calm-2",
      "calm-10",
      "gone",
      "blind",
    ]);
    expect(rows.toSorted(tableOrderOf(readOrder("sideways")))).toEqual(rows.toSorted(tableOrderOf(readOrder("name"))));
  });
});

describe("filters", () => {
  test("read what an address says and leave out what they do not know", () => {
    expect(
      readFleetSearch({ q: "web", sort: "sideways", view: "table", zone: "", source: "denied", other: "1" }),
    ).toEqual({ q: "web", view: "table", source: "denied" });
    expect(readFleetSearch({ q: ["a"], condition: 7 })).toEqual({});
  });

  test.each([
    [{ q: "NODE" }, true],
    [{ q: "owner=pay web" }, true],
    [{ q: "web batch" }, false],
    [{ zone: "zone-b" }, true],
    [{ zone: "zone-a" }, false],
    [{ source: "denied" as const }, false],
    [{ condition: "ready" as const, agent: "reporting" as const }, true],
    [{ condition: "KernelDeadlock" }, false],
    [{ pool: "web" }, true],
    [{ pool: "batch" }, false],
    [{ condition: "cordoned" as const }, false],
  ])("%o passes: %s", (search, expected) => expect(passes(nodeRow(), search)).toBe(expected));

  test("by QoS class ask for a pod of it", () => {
    const row = nodeRow({ qos: { Guaranteed: 0, Burstable: 3, BestEffort: 0 } });
    expect(passes(row, readFleetSearch({ qos: "Burstable" }))).toBe(true);
    expect(passes(row, readFleetSearch({ qos: "Guaranteed" }))).toBe(false);
    expect(readFleetSearch({ qos: "burstable" })).toEqual({});
  });

  test.each([
    ["nvidia.com/gpu", true, true],
    ["amd.com/gpu", false, false],
    ["free", true, false],
    ["unhealthy", false, true],
  ])("by device %s", (device, whole, taken) => {
    const devices = { total: 4, held: 3, unhealthy: 0, unhealthyHeld: 0, resources: ["nvidia.com/gpu"] };
    expect(passes(nodeRow({ devices }), { device })).toBe(whole);
    // Three held, one of them sick, and the fourth is sick: none is free.
    expect(passes(nodeRow({ devices: { ...devices, unhealthy: 2, unhealthyHeld: 1 } }), { device })).toBe(taken);
  });

  test.each([
    ["MemoryPressure", true],
    ["KernelDeadlock", true],
    ["DiskPressure", false],
    ["pressure", true],
  ])("by condition %s", (condition, expected) => {
    const row = nodeRow({ pressure: ["MemoryPressure"], conditions: ["KernelDeadlock"] });
    expect(passes(row, readFleetSearch({ condition }))).toBe(expected);
  });

  test("a node of which readiness is not known is neither ready nor not ready", () => {
    expect(passes(nodeRow({ ready: null }), { condition: "ready" })).toBe(false);
    expect(passes(nodeRow({ ready: null }), { condition: "not-ready" })).toBe(false);
  });
});
