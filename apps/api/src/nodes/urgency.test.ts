import { expect, test } from "vitest";
import type { EvictionSummary, FleetRow } from "../views/node.ts";
import { mostUrgentFirst, urgencyOf } from "./urgency.ts";

const AT = "2026-11-21T10:36:40.000Z";

const line = (headroomShare: number): EvictionSummary => ({
  thresholdsKnown: true,
  signal: "memory.available",
  unit: "bytes",
  available: 50,
  capacity: 100,
  quantity: 10,
  memoryQuantity: 10,
  headroom: headroomShare * 100,
  headroomShare,
  met: headroomShare < 0,
  since: null,
  meetsAt: null,
  meetsIn: null,
});

const row = (name: string, changes: Partial<FleetRow> = {}): FleetRow => {
  const facts: FleetRow = {
    key: name,
    name,
    ready: true,
    readyMessage: "",
    pressure: [],
    conditions: [],
    unschedulable: false,
    labels: {},
    zone: null,
    pool: null,
    kubeletVersion: null,
    runtimeVersion: null,
    operatingSystem: null,
    pods: 0,
    ended: 0,
    qos: { Guaranteed: 0, Burstable: 0, BestEffort: 0 },
    cells: { Guaranteed: [], Burstable: [], BestEffort: [] },
    troubled: 0,
    restarts: 0,
    cpu: { name: "cpu", capacity: 8, allocatable: 8, requests: 0, limits: 0, usage: 1, usageOfPods: null },
    memory: { name: "memory", capacity: 100, allocatable: 100, requests: 0, limits: 0, usage: 50, usageOfPods: null },
    devices: { total: 0, held: 0, unhealthy: 0, unhealthyHeld: 0, resources: [] },
    evictions: 0,
    evictionsByOthers: 0,
    eviction: line(0.5),
    findings: { critical: 0, warning: 0, info: 0 },
    agent: { state: "reporting", since: AT, version: "0.1.0", conflict: null },
    sources: [],
    urgency: 0,
    ...changes,
  };
  return { ...facts, urgency: urgencyOf(facts) };
};

test("what evicts comes first, then pressure, what is close to a line, what is lost, then by headroom, and those alike as people count", () => {
  const memory = {
    name: "memory",
    capacity: null,
    allocatable: null,
    requests: null,
    limits: null,
    usage: null,
    usageOfPods: null,
  };
  const overdue = {
    source: "kubelet",
    call: "GET /stats/summary",
    state: "stale",
    since: AT,
    message: "",
    heardAt: AT,
  } as const;
  const inOrder = [
    row("evicting", { eviction: line(-0.1) }),
    row("pressed", { pressure: ["MemoryPressure"] }),
    row("met", { eviction: { ...line(0.6), met: true }, memory: { ...memory, capacity: 100, usage: 40 } }),
    row("close", { eviction: line(0.05) }),
    row("full", { eviction: null, memory: { ...memory, capacity: 100, usage: 93 } }),
    row("soon", { eviction: { ...line(0.3), meetsIn: 600 } }),
    row("lost-1", { ready: false, eviction: line(0.3) }),
    row("lost-2", { agent: { state: "silent", since: AT, version: "0.1.0", conflict: null }, eviction: line(-0.3) }),
    row("lost-3", { sources: [overdue], eviction: line(-0.2) }),
    row("lost-4", { sources: [{ ...overdue, state: "unreachable" }], eviction: null, memory }),
    row("busy", { eviction: line(0.12) }),
    row("web-2"),
    row("web-10"),
    row("unknown", { memory, eviction: null }),
  ];
  expect(mostUrgentFirst(inOrder.toReversed()).map(({ name }) => name)).toEqual(inOrder.map(({ name }) => name));
});

test("a node of which nothing is heard stays at one place, whatever of its state changes", () => {
  const silent = { state: "silent", since: AT, version: "0.1.0", conflict: null } as const;
  const places = [
    { ready: false },
    { agent: silent },
    { ready: false, agent: silent },
    { ready: null, agent: silent, eviction: line(0.02) },
    { agent: silent, eviction: null },
  ].map((changes) => row("edge", changes).urgency);
  expect(new Set(places)).toEqual(new Set([1.5]));
});
