import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aPod } from "../../../test/entities.ts";
import { allocationsOf, podOf, readTape } from "../../../test/tape.ts";
import type { Allocatable, Allocation, NumaNode } from "../../model/device.ts";
import type { KubeletConfig } from "../../model/kubelet.ts";
import type { PodStats } from "../../model/stats.ts";
import { cpuAssignments, cpuFindings } from "./cpuAssignments.ts";
import { formatCpuList, parseCpuList, readCpuList } from "./cpuList.ts";
import { memoryBlocks } from "./memoryBlocks.ts";
import { numaOfCpus } from "./numaOfCpus.ts";
import { measuresPressure, pressureStalls } from "./pressureStall.ts";
import { swapUse } from "./swap.ts";
import { throttledShare } from "./throttling.ts";

const config = (settings: Record<string, unknown>): KubeletConfig => ({
  kind: "kubeletConfig",
  id: "kubeletConfig",
  config: settings,
});

const STATIC = config({ cpuManagerPolicy: "static", reservedSystemCPUs: "0" });

const allocatable: Allocatable = {
  kind: "allocatable",
  id: "allocatable",
  cpuIds: [1, 2, 3],
  memory: [
    { type: "memory", sizeBytes: 1000, numaNodes: [0] },
    { type: "memory", sizeBytes: 1000, numaNodes: [1] },
  ],
};

const holding = (pod: string, changes: Partial<Allocation>): Allocation => ({
  kind: "allocation",
  id: `shop/${pod}/main`,
  namespace: "shop",
  pod,
  container: "main",
  devices: [],
  cpuIds: [],
  memory: [],
  claims: [],
  ...changes,
});

const sample = (periods: number, throttledPeriods: number, throttledSeconds: number) => ({
  kind: "throttling" as const,
  id: "shop/web/main",
  periods,
  throttledPeriods,
  throttledSeconds,
});

const averages = (avg60: number, total: string) => ({ avg10: 0, avg60, avg300: 0, total });
const psi = (some: number, total: string) => ({ some: averages(some, total), full: averages(0, "0") });

const podStats = (id: string, bytes: number): PodStats => ({
  kind: "podStats",
  id,
  namespace: "shop",
  name: id,
  containers: [{ name: "main", swap: { usageBytes: bytes } }],
});

describe("CPU lists", () => {
  it.each([
    ["0-3,5", [0, 1, 2, 3, 5]],
    ["7", [7]],
    ["", []],
    ["2,0-1", [0, 1, 2]],
    ["3-1,0-99999999999,x", []],
  ])("reads %s", (text, ids) => {
    expect(parseCpuList(text)).toEqual(ids);
  });

  it("writes what it reads", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(300)), (ids) => {
        expect(parseCpuList(formatCpuList(ids))).toEqual(ids.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe("CPU lists of which nothing else may be", () => {
  it.each([
    ["0-3,5\n", [0, 1, 2, 3, 5]],
    ["\n", []],
    ["", []],
    ["3-1", null],
    ["0-3,x", null],
    ["0,", null],
    ["0-99999999999", null],
    ["N/A", null],
  ])("reads %j", (text, ids) => {
    expect(readCpuList(text)).toEqual(ids);
  });
});

describe("numaOfCpus", () => {
  const node = (id: string, ...cpuIds: number[]): NumaNode => ({ kind: "numaNode", id, cpuIds });

  it("tells the node of each CPU, and of none that is in no list or in two", () => {
    const numa = numaOfCpus([node("0", 0, 1), node("1", 2, 3, 1), node("2")]);
    expect([0, 1, 2, 3, 4].map((cpu) => numa.get(cpu))).toEqual([0, undefined, 1, 1, undefined]);
  });

  it("goes with the exclusive CPUs", () => {
    const { exclusive } = cpuAssignments(
      [holding("web", { cpuIds: [1, 2, 3] })],
      allocatable,
      [],
      STATIC,
      numaOfCpus([node("0", 0, 1), node("1", 2)]),
    );
    expect(exclusive.map(({ cpu, numaNode }) => [cpu, numaNode])).toEqual([
      [1, 0],
      [2, 1],
      [3, null],
    ]);
  });
});

describe("cpuAssignments", () => {
  it("gives the exclusive CPUs, and leaves the reserved in the shared pool", () => {
    const cpus = cpuAssignments([holding("web", { cpuIds: [2] })], allocatable, [aPod()], STATIC);
    expect(cpus).toEqual({
      policy: "static",
      exclusive: [
        {
          cpu: 2,
          numaNode: null,
          assignments: [{ namespace: "shop", pod: "web", container: "main", uid: "uid-1", gone: false }],
        },
      ],
      shared: [0, 1, 3],
      reserved: [0],
    });
    expect(cpuFindings(cpus)).toEqual([]);
  });

  it.each([
    ["true", "static", [1, 3]],
    ["T", "static", [1, 3]],
    ["1", "static", [1, 3]],
    ["false", "static", [0, 1, 3]],
    ["yes", "static", [0, 1, 3]],
    ["true", "none", [0, 1, 3]],
  ])("with strict-cpu-reservation %s under policy %s has the shared pool %j", (strict, cpuManagerPolicy, shared) => {
    const settings = config({
      cpuManagerPolicy,
      reservedSystemCPUs: "0",
      cpuManagerPolicyOptions: { "strict-cpu-reservation": strict },
    });
    const allocations = [holding("web", { cpuIds: [2] })];
    expect(cpuAssignments(allocations, allocatable, [aPod()], settings)).toMatchObject({ shared, reserved: [0] });
  });

  it("does not guess what it may not read", () => {
    expect(cpuAssignments([], allocatable, [], undefined)).toMatchObject({
      policy: null,
      shared: [1, 2, 3],
      reserved: null,
    });
    expect(cpuAssignments([], undefined, [], STATIC)).toMatchObject({ shared: null, reserved: [0] });
  });

  it("finds every CPU that two containers have alone", () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(fc.array(some, { maxLength: 5 }), (holdings) => {
        const allocations = holdings.map((cpuIds, index) => holding(`pod-${index}`, { cpuIds }));
        const found = cpuFindings(cpuAssignments(allocations, allocatable, [], STATIC)).map(
          ({ subject }) => subject.id,
        );
        const twice = [1, 2, 3].filter((cpu) => holdings.filter((ids) => ids.includes(cpu)).length > 1);
        expect(found).toEqual(twice.map(String));
      }),
    );
  });

  it("finds the exclusive CPU of the steady recording", () => {
    const tape = readTape("steady").filter(({ at }) => at < "2026-11-21T10:36:40");
    const allocations = allocationsOf(tape.findLast(({ call }) => call.endsWith("/List"))?.body);
    const pods = tape.findLast(({ call }) => call === "GET /pods")?.body.items.map(podOf);
    const { exclusive, shared } = cpuAssignments(allocations, { ...allocatable, cpuIds: [1] }, pods, STATIC);
    expect(exclusive.map(({ cpu, assignments }) => [cpu, assignments.map(({ pod }) => pod)])).toEqual([
      [1, ["api-guaranteed"]],
    ]);
    expect(shared).toEqual([0]);
  });
});

describe("memoryBlocks", () => {
  it("tells a group of NUMA nodes apart from its members", () => {
    const allocations = [
      holding("a", { memory: [{ type: "memory", sizeBytes: 400, numaNodes: [0] }] }),
      holding("b", { memory: [{ type: "memory", sizeBytes: 1200, numaNodes: [1, 0] }] }),
    ];
    expect(memoryBlocks(allocatable, allocations)).toEqual([
      { type: "memory", numaNodes: [0], allocatableBytes: 1000, heldBytes: 400 },
      { type: "memory", numaNodes: [0, 1], allocatableBytes: 0, heldBytes: 1200 },
      { type: "memory", numaNodes: [1], allocatableBytes: 1000, heldBytes: 0 },
    ]);
  });
});

describe("throttledShare", () => {
  it.each([
    ["the share between two samples", sample(100, 10, 1), sample(200, 60, 6), { share: 0.5, periods: 100, seconds: 5 }],
    ["nothing without an earlier one", undefined, sample(200, 60, 6), null],
    ["nothing over a restart", sample(100, 10, 1), sample(20, 5, 0.5), null],
    ["nothing of a container that did not run", sample(100, 10, 1), sample(100, 10, 1), null],
  ])("gives %s", (_, before, after, expected) => {
    expect(throttledShare(before, after)).toEqual(expected);
  });
});

describe("pressure stalls", () => {
  it("are measured where the node has ever waited", () => {
    const measured = { cpu: { psi: psi(12.5, "987654321") }, memory: { psi: psi(0, "0") } };
    expect(measuresPressure(measured)).toBe(true);
    expect(pressureStalls(measured, true)).toEqual({
      cpu: { some: 12.5, full: 0 },
      memory: { some: 0, full: 0 },
      io: null,
    });
  });

  it("are unknown, not zero, under cgroup v1", () => {
    const zero = { cpu: { psi: psi(0, "0") }, memory: { psi: psi(0, "0") }, io: { psi: psi(0, "0") } };
    expect(measuresPressure(zero)).toBe(false);
    expect(pressureStalls(zero, false)).toEqual({ cpu: null, memory: null, io: null });
  });
});

describe("swapUse", () => {
  it("names the pods that have memory in swap", () => {
    const node = { kind: "nodeStats" as const, id: "node" as const, swap: { availableBytes: 700, usageBytes: 300 } };
    const settings = config({ memorySwap: { swapBehavior: "LimitedSwap" } });
    expect(swapUse(node, [podStats("a", 100), podStats("b", 200), podStats("c", 0)], settings)).toEqual({
      behavior: "LimitedSwap",
      capacityBytes: 1000,
      usedBytes: 300,
      pods: [
        { uid: "b", bytes: 200 },
        { uid: "a", bytes: 100 },
      ],
    });
  });

  it("has no capacity on a node without swap", () => {
    const node = { kind: "nodeStats" as const, id: "node" as const, swap: { availableBytes: 0, usageBytes: 0 } };
    expect(swapUse(node, [], config({ memorySwap: {} }))).toMatchObject({ behavior: "NoSwap", capacityBytes: null });
    expect(swapUse(undefined, [], undefined)).toMatchObject({ behavior: null, usedBytes: null });
  });
});
