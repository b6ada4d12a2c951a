import { describe, expect, it } from "vitest";
import type { Allocation, Device } from "../../model/device.ts";
import type { Node } from "../../model/node.ts";
import { configOf, samplePod } from "../../../test/samples.ts";
import { misfits, roomFor, type FitRequest } from "./fit.ts";

const node = (over: Partial<Node> = {}): Node => ({
  name: "node-a",
  uid: "u",
  labels: { pool: "gpu" },
  unschedulable: false,
  taints: [],
  capacity: { cpu: "4", memory: "8Gi", "ephemeral-storage": "100Gi", pods: "3", "nvidia.com/gpu": "4" },
  allocatable: { cpu: "4", memory: "8Gi", "ephemeral-storage": "100Gi", pods: "3", "nvidia.com/gpu": "4" },
  conditions: [],
  addresses: [],
  info: {
    kubeletVersion: "",
    containerRuntimeVersion: "",
    kernelVersion: "",
    osImage: "",
    operatingSystem: "",
    architecture: "",
    bootID: "",
  },
  runtimeHandlers: [],
  ...over,
});
const pods = [samplePod("one", { memory: "6Gi" }), samplePod("two", { storage: "10Gi" })];
const kinds = (request: FitRequest, over: Partial<Node> = {}) =>
  misfits(request, { node: node(over), pods }).map(({ kind, resource }) =>
    resource === null ? kind : `${kind} ${resource}`,
  );

describe("misfits", () => {
  it("finds nothing against a pod that fits", () => {
    expect(
      kinds({
        requests: { cpu: "4", memory: "2Gi", "nvidia.com/gpu": "4", "ephemeral-storage": "90Gi" },
        nodeSelector: { pool: "gpu" },
      }),
    ).toEqual([]);
  });

  it.each([
    ["940m", "840m", "100m"],
    ["1900m", "1600m", "300m"],
    ["7910m", "7810m", "100m"],
    ["940m", "640m", "300m"],
  ])("lets a pod fit exactly: of %s with %s asked, %s", (cpu, asked, wanted) => {
    const holding = samplePod("one", {
      spec: { containers: [{ name: "a", image: "", resources: { requests: { cpu: asked } } }] },
    });
    const narrow = node({ allocatable: { cpu, pods: "3" } });
    expect(misfits({ requests: { cpu: wanted } }, { node: narrow, pods: [holding] })).toEqual([]);
  });

  it("tells all that is short, with what is free", () => {
    expect(
      misfits(
        { requests: { cpu: "5", memory: "3Gi", "example.com/none": "1", "nvidia.com/gpu": "0" } },
        { node: node(), pods },
      ),
    ).toEqual([
      {
        kind: "resource",
        resource: "cpu",
        requested: 5,
        free: 4,
        allocatable: 4,
        why: "it asks for more cpu than the node gives to all pods together",
      },
      {
        kind: "resource",
        resource: "memory",
        requested: 3 * 1024 ** 3,
        free: 2 * 1024 ** 3,
        allocatable: null,
        why: "too little memory is free",
      },
      {
        kind: "resource",
        resource: "example.com/none",
        requested: 1,
        free: 0,
        allocatable: null,
        why: "the node has no example.com/none",
      },
    ]);
  });

  it("counts pods, but not those that are done", () => {
    const full = [...pods, samplePod("three")];
    expect(misfits({ requests: {} }, { node: node(), pods: full })).toEqual([
      { kind: "pods", resource: "pods", requested: 1, free: 0, allocatable: null, why: "it may hold 3 pods and has 3" },
    ]);
    expect(
      misfits(
        { requests: {} },
        { node: node(), pods: [...pods, samplePod("done", { status: { phase: "Succeeded" } })] },
      ),
    ).toEqual([]);
  });

  it("asks the labels, the cordon and the taints", () => {
    expect(kinds({ requests: {}, nodeSelector: { pool: "cpu", zone: "a" } })).toEqual(["selector", "selector"]);
    expect(kinds({ requests: {} }, { unschedulable: true })).toEqual(["unschedulable"]);
    expect(
      kinds(
        { requests: {} },
        { unschedulable: true, taints: [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }] },
      ),
    ).toEqual(["taint"]);
    expect(
      kinds(
        { requests: {}, tolerations: [{ operator: "Exists" }] },
        { unschedulable: true, taints: [{ key: "a", effect: "NoExecute" }] },
      ),
    ).toEqual([]);
  });

  it.each([
    [{ key: "gpu", value: "yes" }, true],
    [{ key: "gpu", operator: "Exists" as const }, true],
    [{ key: "gpu", operator: "Exists" as const, effect: "NoSchedule" }, true],
    [{ key: "gpu", operator: "Exists" as const, effect: "NoExecute" }, false],
    [{ key: "gpu", value: "no" }, false],
    [{ key: "other", operator: "Exists" as const }, false],
    [{ operator: "Equal" as const }, false],
  ])("a toleration of %j fits gpu=yes:NoSchedule: %s", (toleration, fits) => {
    const taints = [
      { key: "gpu", value: "yes", effect: "NoSchedule" },
      { key: "soft", effect: "PreferNoSchedule" },
    ];
    expect(kinds({ requests: {}, tolerations: [toleration] }, { taints })).toEqual(fits ? [] : ["taint"]);
  });
});

const gpu = (id: number, numa: number, resource = "nvidia.com/gpu"): Device => ({
  kind: "device",
  id: `${resource}/${id}`,
  resource,
  deviceId: String(id),
  numaNodes: [numa],
  allocatable: true,
});

const held = (...ids: string[]): Allocation[] => [
  {
    kind: "allocation",
    id: "n/p/c",
    namespace: "n",
    pod: "p",
    container: "c",
    devices: ids.map((id) => ({ resource: id.split("#")[0] ?? "", deviceId: id.split("#")[1] ?? "" })),
    cpuIds: [],
    memory: [],
    claims: [],
  },
];

describe("the topology policy", () => {
  const devices = [gpu(0, 0), gpu(1, 0), gpu(2, 1), gpu(3, 1), gpu(0, 0, "nic"), gpu(1, 1, "nic")];
  const refused = (topologyManagerPolicy: string, requests: Record<string, string>, allocations: Allocation[]) =>
    misfits(
      { requests },
      {
        node: node({ allocatable: { ...node().allocatable, nic: "2" } }),
        pods: [],
        config: configOf({ topologyManagerPolicy }),
        devices,
        allocations,
      },
    ).map(({ kind, why }) => `${kind}: ${why}`);

  it("refuses a pair that is not free on one NUMA node", () => {
    const scattered = held("nvidia.com/gpu#0", "nvidia.com/gpu#2");
    expect(refused("single-numa-node", { "nvidia.com/gpu": "2" }, scattered)).toEqual([
      "topology: the topology policy single-numa-node would refuse it: nvidia.com/gpu is not free on one NUMA node",
    ]);
    expect(refused("restricted", { "nvidia.com/gpu": "2" }, scattered)).toHaveLength(1);
    expect(refused("best-effort", { "nvidia.com/gpu": "2" }, scattered)).toEqual([]);
    expect(refused("restricted", { "nvidia.com/gpu": "2" }, held("nvidia.com/gpu#0"))).toEqual([]);
  });

  it("lets restricted span as many NUMA nodes as the request needs, and single-numa-node none", () => {
    expect(refused("restricted", { "nvidia.com/gpu": "3" }, [])).toEqual([]);
    expect(refused("single-numa-node", { "nvidia.com/gpu": "3" }, [])).toHaveLength(1);
  });

  it("wants all resources on the same NUMA nodes", () => {
    const apart = held("nvidia.com/gpu#0", "nvidia.com/gpu#1", "nic#1");
    expect(refused("restricted", { "nvidia.com/gpu": "1", nic: "1" }, apart)).toEqual([
      "topology: the topology policy restricted would refuse it: no NUMA nodes have all of nvidia.com/gpu, nic free together",
    ]);
    expect(refused("restricted", { "nvidia.com/gpu": "1", nic: "1" }, held("nvidia.com/gpu#0", "nic#1"))).toEqual([]);
  });

  it("is not asked where nobody knows what is held", () => {
    expect(
      misfits(
        { requests: { "nvidia.com/gpu": "3" } },
        { node: node(), pods: [], config: configOf({ topologyManagerPolicy: "single-numa-node" }) },
      ),
    ).toEqual([]);
  });
});

describe("roomFor", () => {
  it("tells what is free of each resource that is asked for", () => {
    expect(
      roomFor({ requests: { cpu: "500m", memory: "1Gi", "example.com/none": "1" } }, { node: node(), pods }),
    ).toEqual([
      { resource: "cpu", requested: 0.5, free: 4 },
      { resource: "memory", requested: 2 ** 30, free: 2 * 2 ** 30 },
      { resource: "example.com/none", requested: 1, free: 0 },
    ]);
  });
});
