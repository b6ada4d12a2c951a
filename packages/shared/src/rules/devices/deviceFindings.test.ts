import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aPod, aStatus } from "../../../test/entities.ts";
import type { Allocation, Device } from "../../model/device.ts";
import type { ContainerSpec, Pod } from "../../model/pod.ts";
import { claimedDevices } from "./claims.ts";
import { deviceAssignments } from "./deviceAssignments.ts";
import { deviceCounts } from "./deviceCounts.ts";
import { deviceFindings } from "./deviceFindings.ts";

const GPU = "nvidia.com/gpu";

const gpu = (deviceId: string, changes: Partial<Device> = {}): Device => ({
  kind: "device",
  id: `${GPU}/${deviceId}`,
  resource: GPU,
  deviceId,
  numaNodes: [],
  allocatable: true,
  ...changes,
});

const held = (pod: string, deviceIds: string[], changes: Partial<Allocation> = {}): Allocation => ({
  kind: "allocation",
  id: `shop/${pod}/main`,
  namespace: "shop",
  pod,
  container: "main",
  devices: deviceIds.map((deviceId) => ({ resource: GPU, deviceId })),
  cpuIds: [],
  memory: [],
  claims: [],
  ...changes,
});

const podAsking = (name: string, count: number, changes: Partial<Pod> = {}): Pod => {
  const main: ContainerSpec = { name: "main", image: "", resources: { requests: { [GPU]: String(count) } } };
  return aPod({ id: `uid-${name}`, name, spec: { containers: [main] }, ...changes });
};

const rules = (...input: Parameters<typeof deviceFindings>): string[] =>
  deviceFindings(...input).map(({ rule, subject }) => `${rule} ${subject.id}`);

describe("deviceFindings", () => {
  it("is silent where all is well", () => {
    const node = { capacity: { [GPU]: "2" }, allocatable: { [GPU]: "2" } };
    const devices = [gpu("a"), gpu("b")];
    expect(deviceFindings({ devices, allocations: [held("web", ["a"])], pods: [podAsking("web", 1)], node })).toEqual(
      [],
    );
  });

  it("tells an unhealthy device that is held from one that is free", () => {
    const devices = [gpu("a", { allocatable: false }), gpu("b", { allocatable: false })];
    expect(rules({ devices, allocations: [held("web", ["a"])], pods: [podAsking("web", 1)] })).toEqual([
      `UnhealthyDeviceHeld ${GPU}/a`,
      `UnhealthyDevice ${GPU}/b`,
    ]);
  });

  it("finds a device held by a pod that is gone, but not where no source tells the pods", () => {
    const input = { devices: [gpu("a")], allocations: [held("web", ["a"])] };
    expect(rules({ ...input, pods: [] })).toEqual(["HeldByGonePod shop/web/main"]);
    expect(rules({ ...input, pods: undefined })).toEqual([]);
  });

  it.each([
    ["devices of two nodes", [[0], [1]], [], ["SplitAcrossNumaNodes shop/web/main"]],
    ["devices near one node", [[0, 1], [1]], [], []],
    ["a device near no node in particular", [[0], []], [], []],
    ["CPUs of another node than the device's", [[0]], [8], ["SplitAcrossNumaNodes shop/web/main"]],
    ["CPUs of the device's node", [[0]], [1], []],
  ])("knows %s", (_, numaNodes, cpuIds, expected) => {
    const devices = numaNodes.map((nodes, index) => gpu(`g${index}`, { numaNodes: nodes }));
    const allocations = [
      held(
        "web",
        devices.map((device) => device.deviceId),
        { cpuIds },
      ),
    ];
    const numaOfCpu = new Map([
      [1, 0],
      [8, 1],
    ]);
    expect(rules({ devices, allocations, pods: [podAsking("web", devices.length)], numaOfCpu })).toEqual(expected);
  });

  it("tells where devices and CPUs lie that lie apart", () => {
    const [found] = deviceFindings({
      devices: [gpu("a", { numaNodes: [1] })],
      allocations: [held("web", ["a"], { cpuIds: [1, 2] })],
      pods: [podAsking("web", 1)],
      numaOfCpu: new Map([[1, 0]]),
    });
    expect(found?.message).toBe("Its devices lie on NUMA node 1, its CPUs on NUMA node 0.");
  });

  it.each([
    ["4", "3", []],
    ["4", "4", ["AllocatableDisagrees nvidia.com/gpu"]],
    ["5", "3", ["CapacityDisagrees nvidia.com/gpu"]],
    ["2", "3", ["CapacityDisagrees nvidia.com/gpu"]],
  ])(
    "compares a capacity of %s and %s allocatable with four ids, one of them unhealthy",
    (capacity, allocatable, expected) => {
      const node = { capacity: { [GPU]: capacity }, allocatable: { [GPU]: allocatable } };
      const devices = [gpu("a"), gpu("b"), gpu("c"), gpu("d", { allocatable: false })];
      const found = rules({ devices, allocations: [], pods: [], node });
      expect(found.filter((each) => !each.startsWith("UnhealthyDevice"))).toEqual(expected);
    },
  );

  it("compares what a container asks for with what it holds, unless a claim stands in for it", () => {
    const input = { devices: [gpu("a")], allocations: [held("web", ["a"])] };
    expect(rules({ ...input, pods: [podAsking("web", 2)] })).toEqual(["DeviceRequestDisagrees shop/web/main"]);
    const claimed = podAsking("web", 2, { status: { phase: "Running", extendedResourceClaim: "web-gpu" } });
    expect(rules({ ...input, pods: [claimed] })).toEqual([]);
  });

  it("does not take an init container and the one after it for two holders", () => {
    const allocations = [held("web", ["a"]), held("web", ["a"], { id: "shop/web/init", container: "init" })];
    const requests = { requests: { [GPU]: "1" } };
    const pod = podAsking("web", 1);
    const spec = { ...pod.spec, initContainers: [{ name: "init", image: "", resources: requests }] };
    const input = { devices: [gpu("a")], allocations };
    expect(rules({ ...input, pods: [{ ...pod, spec }] })).toEqual([]);
    const [init] = spec.initContainers;
    const sidecar = { ...spec, initContainers: init ? [{ ...init, restartPolicy: "Always" }] : [] };
    expect(rules({ ...input, pods: [{ ...pod, spec: sidecar }] })).toEqual([`DeviceHeldTwice ${GPU}/a`]);
  });

  it("finds a GPU that is held whole and in parts", () => {
    const devices = [gpu("GPU-1"), gpu("GPU-1::2")];
    const allocations = [held("web", ["GPU-1"]), held("api", ["GPU-1::2"])];
    const pods = [podAsking("web", 1), podAsking("api", 1)];
    expect(rules({ devices, allocations, pods })).toEqual([`DeviceHeldWholeAndInParts ${GPU}/GPU-1`]);
  });

  it("finds a device that the two sources judge differently", () => {
    const sick = [{ name: GPU, resources: [{ resourceID: "a", health: "Unhealthy" }] }];
    const status = { phase: "Running", containerStatuses: [aStatus({ allocatedResourcesStatus: sick })] };
    const pods = [podAsking("web", 1, { status })];
    expect(rules({ devices: [gpu("a")], allocations: [held("web", ["a"])], pods })).toEqual([
      `DeviceHealthDisagrees ${GPU}/a`,
    ]);
  });

  it("says when HAMi gave another GPU than the kubelet's id names", () => {
    const pods = [podAsking("web", 1, { hamiDevices: "GPU-2,NVIDIA,3000,30:;" })];
    const devices = [gpu("GPU-1::0")];
    expect(rules({ devices, allocations: [held("web", ["GPU-1::0"])], pods })).toEqual([
      "HamiGaveAnother shop/web/main",
    ]);
  });

  it("finds every device that has two exclusive holders", () => {
    const ids = ["a", "b", "c"];
    const some = fc.uniqueArray(fc.constantFrom(...ids));
    fc.assert(
      fc.property(fc.array(some, { maxLength: 5 }), fc.boolean(), (holdings, known) => {
        const allocations = holdings.map((deviceIds, index) => held(`pod-${index}`, deviceIds));
        const pods = known
          ? holdings.map((deviceIds, index) => podAsking(`pod-${index}`, deviceIds.length))
          : undefined;
        const found = rules({ devices: ids.map((id) => gpu(id)), allocations, pods });
        const twice = ids.filter((id) => holdings.filter((deviceIds) => deviceIds.includes(id)).length > 1);
        expect(found.filter((each) => each.startsWith("DeviceHeldTwice"))).toEqual(
          twice.map((id) => `DeviceHeldTwice ${GPU}/${id}`),
        );
      }),
    );
  });
});

describe("claimedDevices", () => {
  it("lets several pods share one claim", () => {
    const resources = [{ driver: "gpu.example.com", pool: "node-a", device: "gpu-0", cdiDevices: [] }];
    const claims = [{ namespace: "shop", name: "shared", resources }];
    const allocations = [held("web", [], { claims }), held("api", [], { claims })];
    const pods = [podAsking("web", 0), podAsking("api", 0)];
    expect(claimedDevices(allocations, pods)).toEqual([
      expect.objectContaining({
        device: "gpu-0",
        claims: [{ namespace: "shop", name: "shared" }],
        assignments: [expect.objectContaining({ pod: "web" }), expect.objectContaining({ pod: "api" })],
      }),
    ]);
    expect(deviceFindings({ devices: [], allocations, pods })).toEqual([]);
  });
});

describe("deviceCounts", () => {
  it("counts what is left, and the physical devices behind shared ones", () => {
    const devices = [gpu("GPU-1::0"), gpu("GPU-1::1"), gpu("GPU-2::0", { allocatable: false })];
    const items = deviceAssignments({ devices, allocations: [held("web", ["GPU-1::0"])], pods: [podAsking("web", 1)] });
    expect(deviceCounts(items)).toEqual([{ resource: GPU, total: 3, held: 1, free: 1, unhealthy: 1, physical: 2 }]);
  });
});
