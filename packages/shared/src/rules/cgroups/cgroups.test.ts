import { describe, expect, it } from "vitest";
import { configOf, sampleNode, samplePod, sampleStats } from "../../../test/samples.ts";
import { aContainer } from "../../../test/entities.ts";
import type { Allocation } from "../../model/device.ts";
import type { KubeletMetrics } from "../../model/kubelet.ts";
import type { Node } from "../../model/node.ts";
import type { ContainerSpec, Pod, ResourceList } from "../../model/pod.ts";
import type { RuntimeContainer } from "../../model/runtime.ts";
import { cgroupNames } from "./cgroupNames.ts";
import { cgroupTree, type Cgroup, type CgroupInput } from "./cgroupTree.ts";
import { linearWeight, quadraticWeight, quotaOf, sharesOf } from "./cpuFigures.ts";
import { limitFindings } from "./limitFindings.ts";

const GIB = 1024 ** 3;
const UID = "01234567-89ab-cdef-0123-456789abcdef";

const node = (over: Partial<Node["info"]> = {}): Node => ({
  name: "node-a",
  uid: "",
  labels: {},
  unschedulable: false,
  taints: [],
  capacity: { cpu: "8", memory: "32Gi", "hugepages-2Mi": "1Gi", pods: "110" },
  allocatable: {},
  conditions: [],
  addresses: [],
  info: {
    kubeletVersion: "v1.36.2",
    containerRuntimeVersion: "",
    kernelVersion: "",
    osImage: "",
    operatingSystem: "linux",
    architecture: "",
    bootID: "",
    ...over,
  },
  runtimeHandlers: [],
});

const container = (name: string, requests: ResourceList = {}, limits: ResourceList = {}): ContainerSpec => ({
  name,
  image: "",
  resources: { requests, limits },
});

const pod = (
  name: string,
  containers: ContainerSpec[],
  spec: Partial<Pod["spec"]> = {},
  over: Partial<Pod> = {},
): Pod => ({
  ...samplePod(name, { spec: { containers, ...spec } }),
  ...over,
});

const metrics = (cgroupVersion: number): KubeletMetrics => ({
  kind: "kubeletMetrics",
  id: "kubeletMetrics",
  evictions: {},
  preemptions: {},
  runtimeOperations: {},
  runtimeErrors: {},
  cgroupVersion,
});

const SYSTEMD = { cgroupDriver: "systemd", enforceNodeAllocatable: ["pods"], cgroupsPerQOS: true };

const tree = (pods: Pod[], config: Record<string, unknown> = {}, over: Partial<CgroupInput> = {}) =>
  cgroupTree({
    node: node(),
    config: configOf({ ...SYSTEMD, ...config }),
    runtime: undefined,
    metrics: metrics(2),
    nodeStats: sampleNode(),
    events: [],
    pods,
    podStats: [],
    containers: null,
    allocations: null,
    ...over,
  });

const find = (cgroups: readonly Cgroup[], id: string): Cgroup => {
  const found = cgroups.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id} among ${cgroups.map((one) => one.id).join(", ")}`);
  return found;
};

describe("CPU figures", () => {
  it.each([
    [0n, 2],
    [1n, 2],
    [10n, 10],
    [250n, 256],
    [1000n, 1024],
    [1_000_000n, 262_144],
  ])("%s thousandths of a core are %s shares", (milli, shares) => expect(sharesOf(milli)).toBe(shares));

  it.each([
    [0n, 100_000, 0],
    [1n, 100_000, 1000],
    [500n, 100_000, 50_000],
    [2500n, 20_000, 50_000],
  ])("a limit of %s in %s µs is a quota of %s µs", (milli, period, quota) =>
    expect(quotaOf(milli, period)).toBe(quota),
  );

  // What runc 1.3.1 and 1.4.0-rc.1 made of 2000 shares (runc#4896), and what both agree on.
  it.each([
    [2, 1, 1],
    [1024, 39, 100],
    [2000, 77, 170],
    [22_000, 840, 1204],
    [262_144, 10_000, 10_000],
  ])("%s shares are a weight of %s by the old formula and %s by the new one", (shares, linear, quadratic) =>
    expect([linearWeight(shares), quadraticWeight(shares)]).toEqual([linear, quadratic]),
  );
});

describe("cgroupNames", () => {
  it.each([
    ["cgroupfs", [], "containerd", "/kubepods", `/kubepods/burstable/pod${UID}`, `/kubepods/burstable/pod${UID}/abc`],
    [
      "systemd",
      [],
      "containerd",
      "/kubepods.slice",
      "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod01234567_89ab_cdef_0123_456789abcdef.slice",
      "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod01234567_89ab_cdef_0123_456789abcdef.slice/cri-containerd-abc.scope",
    ],
    [
      "cgroupfs",
      ["our", "pods"],
      "cri-o",
      "/our/pods/kubepods",
      `/our/pods/kubepods/burstable/pod${UID}`,
      `/our/pods/kubepods/burstable/pod${UID}/crio-abc`,
    ],
    [
      "systemd",
      ["a-b"],
      "another",
      "/a_b.slice/a_b-kubepods.slice",
      "/a_b.slice/a_b-kubepods.slice/a_b-kubepods-burstable.slice/a_b-kubepods-burstable-pod01234567_89ab_cdef_0123_456789abcdef.slice",
      null,
    ],
  ] as const)("%s below %s", (driver, root, runtime, kubepods, ofPod, ofContainer) => {
    const names = cgroupNames(driver, root, runtime);
    expect([names.node, names.pod("Burstable", UID), names.container("Burstable", UID, "abc")]).toEqual([
      kubepods,
      ofPod,
      ofContainer,
    ]);
    expect(names.pod("Guaranteed", "u")).toMatch(/kubepods(?:-|\/)podu(?:\.slice)?$/);
  });
});

describe("cgroupTree", () => {
  const steady = { cpu: "2", memory: "4Gi" };
  const pods = [
    pod("g", [container("main", steady, steady)]),
    pod("b", [
      container("web", { cpu: "500m", memory: "1Gi" }, { cpu: "1", memory: "2Gi" }),
      container("side", { cpu: "10m" }),
    ]),
    pod("whole", [container("web", { cpu: "250m" }, { cpu: "500m", memory: "2Gi" })], {
      overhead: { cpu: "250m", memory: "64Mi" },
    }),
    pod("e", [container("main")]),
    pod("gone", [container("main", steady)], {}, { status: { phase: "Failed" } }),
  ];

  it("has Guaranteed pods directly under kubepods and no finished ones", () => {
    expect(tree(pods).cgroups.map(({ id, parent }) => [id, parent])).toEqual([
      ["node", null],
      ["pod/uid-g", "node"],
      ["container/uid-g/main", "pod/uid-g"],
      ["tier/Burstable", "node"],
      ["pod/uid-b", "tier/Burstable"],
      ["container/uid-b/web", "pod/uid-b"],
      ["container/uid-b/side", "pod/uid-b"],
      ["pod/uid-whole", "tier/Burstable"],
      ["container/uid-whole/web", "pod/uid-whole"],
      ["tier/BestEffort", "node"],
      ["pod/uid-e", "tier/BestEffort"],
      ["container/uid-e/main", "pod/uid-e"],
    ]);
  });

  it("holds each level to what the kubelet sets there", () => {
    const { cgroups } = tree(pods, {
      kubeReserved: { cpu: "1", memory: "1Gi", pid: "100" },
      systemReserved: { memory: "1Gi" },
      podPidsLimit: 512,
    });
    const asked = (id: string) => find(cgroups, id).asked;
    expect(asked("node")).toMatchObject({
      cpuShares: 7168,
      cpuWeight: 274,
      cpuLimit: "unlimited",
      memoryLimit: 30 * GIB,
      pidsLimit: 900,
      hugepages: { "2Mi": GIB },
    });
    // 500m + 10m of one pod, 250m and as much of overhead of the other.
    expect(asked("tier/Burstable")).toMatchObject({ cpuShares: 1034, memoryLimit: "unlimited", hugepages: null });
    expect(asked("tier/BestEffort")).toMatchObject({ cpuShares: 2, cpuWeight: 1 });
    expect(asked("pod/uid-g")).toMatchObject({
      cpuShares: 2048,
      cpuLimit: 2,
      cpuQuota: 200_000,
      cpuPeriod: 100_000,
      memoryLimit: 4 * GIB,
      pidsLimit: 512,
    });
    expect(asked("pod/uid-b")).toMatchObject({ cpuShares: 522, cpuLimit: "unlimited", memoryLimit: "unlimited" });
    expect(asked("pod/uid-whole")).toMatchObject({
      cpuShares: 512,
      cpuLimit: 0.75,
      memoryLimit: 2 * GIB + 64 * 1024 ** 2,
    });
    expect(asked("pod/uid-e")).toMatchObject({ cpuShares: 2, cpuLimit: "unlimited", memoryLimit: "unlimited" });
    // On a container the weight is the runtime's.
    expect(asked("container/uid-b/web")).toMatchObject({
      cpuShares: 512,
      cpuWeight: null,
      cpuLimit: 1,
      memoryLimit: 2 * GIB,
      pidsLimit: null,
    });
    expect(find(cgroups, "container/uid-b/web").weights).toEqual([20, 59]);
    expect(find(cgroups, "pod/uid-b").weights).toBeNull();
    expect(asked("container/uid-b/side")).toMatchObject({
      cpuShares: 10,
      cpuLimit: "unlimited",
      memoryLimit: "unlimited",
    });
  });

  it("gives kubepods the whole machine where pods are not held to what is allocatable", () => {
    const { cgroups, enforced } = tree(pods, { enforceNodeAllocatable: ["none"], kubeReserved: { memory: "1Gi" } });
    expect([enforced, find(cgroups, "node").asked.memoryLimit]).toEqual([false, 32 * GIB]);
  });

  it.each<[string, Record<string, unknown>, Partial<CgroupInput>, string, Cgroup["asked"]["cpuLimit"]]>([
    ["over another period", { cpuCFSQuotaPeriod: "20ms" }, {}, "container/uid-b/web", 1],
    ["not enforced", { cpuCFSQuota: false }, {}, "container/uid-b/web", "unlimited"],
    ["none on the pod either", { cpuCFSQuota: false }, {}, "pod/uid-g", "unlimited"],
    ["none with CPUs of its own, by its spec", { cpuManagerPolicy: "static" }, {}, "container/uid-g/main", "unlimited"],
    ["and on its pod", { cpuManagerPolicy: "static" }, {}, "pod/uid-g", "unlimited"],
    [
      "but on one without them, as the kubelet tells",
      { cpuManagerPolicy: "static" },
      { allocations: [] },
      "container/uid-g/main",
      2,
    ],
    [
      "before 1.33 with CPUs of its own too",
      { cpuManagerPolicy: "static" },
      { node: node({ kubeletVersion: "v1.32.9" }) },
      "container/uid-g/main",
      2,
    ],
    [
      "not known of a kubelet of unknown version",
      { cpuManagerPolicy: "static" },
      { node: undefined },
      "container/uid-g/main",
      null,
    ],
    ["not known without the configuration", {}, { config: undefined }, "container/uid-b/web", null],
    ["and none where none is asked for", {}, { config: undefined }, "container/uid-b/side", "unlimited"],
  ])("CPU limit: %s", (_, config, over, id, limit) => {
    expect(find(tree(pods, config, over).cgroups, id).asked.cpuLimit).toBe(limit);
  });

  describe("bounds a pod by what its init containers may take together", () => {
    const app = container("app", {}, { cpu: "200m", memory: "400Mi" });
    const sidecar = { ...container("proxy", {}, { cpu: "200m", memory: "100Mi" }), restartPolicy: "Always" };
    const open = container("init");
    it.each<[string, ContainerSpec[], ContainerSpec[], unknown[]]>([
      ["a sidecar's limits stand in for those after it", [sidecar, open], [app], [40_000, 500 * 1024 ** 2]],
      ["but not for those before it", [open, sidecar], [app], [null, "unlimited"]],
      ["nor for the regular containers", [sidecar], [app, container("other")], [null, "unlimited"]],
    ])("%s", (_, initContainers, containers, expected) => {
      const { cpuQuota, memoryLimit } = find(
        tree([pod("s", containers, { initContainers })]).cgroups,
        "pod/uid-s",
      ).asked;
      expect([cpuQuota, memoryLimit]).toEqual(expected);
    });
  });

  it("takes the kubelet's word for who has CPUs for itself", () => {
    const allocation: Allocation = {
      kind: "allocation",
      id: "team-a/g/main",
      namespace: "team-a",
      pod: "g",
      container: "main",
      devices: [],
      cpuIds: [2, 3],
      memory: [],
      claims: [],
    };
    const { cgroups } = tree(pods, {}, { allocations: [allocation] });
    expect(find(cgroups, "container/uid-g/main").asked.cpuLimit).toBe("unlimited");
  });

  it("lets a pod's own limits hold for containers that name none, and for the pod", () => {
    const shared = pod("shared", [container("a"), container("b", { cpu: "100m" }, { memory: "1Gi" })], {
      resources: { requests: { cpu: "1", memory: "2Gi" }, limits: { cpu: "2", memory: "3Gi", "hugepages-2Mi": "4Mi" } },
    });
    const { cgroups } = tree([shared]);
    expect(find(cgroups, "pod/uid-shared").asked).toMatchObject({ cpuShares: 1024, cpuLimit: 2, memoryLimit: 3 * GIB });
    expect(find(cgroups, "container/uid-shared/a").asked).toMatchObject({
      cpuShares: 2048,
      cpuLimit: 2,
      memoryLimit: 3 * GIB,
      hugepages: { "2Mi": 4 * 1024 ** 2 },
    });
    expect(find(cgroups, "container/uid-shared/b").asked).toMatchObject({
      cpuShares: 102,
      cpuLimit: 2,
      memoryLimit: GIB,
    });
  });

  it("goes by what was allocated while a resize waits, the tier's sum by the spec", () => {
    const waiting = pod(
      "r",
      [container("main", { cpu: "2" }, { cpu: "4", memory: "4Gi" })],
      {},
      {
        status: {
          phase: "Running",
          conditions: [{ type: "PodResizePending", status: "True", reason: "Deferred" }],
          containerStatuses: [
            {
              name: "main",
              ready: true,
              restartCount: 0,
              image: "",
              imageID: "",
              state: { running: {} },
              lastState: {},
              allocatedResources: { cpu: "1" },
              resources: { requests: { cpu: "1" }, limits: { cpu: "2", memory: "2Gi" } },
            },
          ],
        },
      },
    );
    const { cgroups } = tree([waiting]);
    expect(find(cgroups, "container/uid-r/main").asked).toMatchObject({
      cpuShares: 1024,
      cpuLimit: 2,
      memoryLimit: 2 * GIB,
    });
    expect(find(cgroups, "pod/uid-r").asked).toMatchObject({ cpuShares: 1024, cpuLimit: 2, memoryLimit: 2 * GIB });
    expect(find(cgroups, "tier/Burstable").asked.cpuShares).toBe(2048);
  });

  describe("MemoryQoS", () => {
    const on = { featureGates: { MemoryQoS: true } };
    const memory = (id: string, config: Record<string, unknown>, version = 2) => {
      const { memoryMin, memoryLow, memoryHigh } = find(
        tree(pods, config, { metrics: metrics(version) }).cgroups,
        id,
      ).asked;
      return [memoryMin, memoryLow, memoryHigh];
    };
    // 1 GiB asked, 2 GiB at most, nine tenths of the way, in whole pages.
    const high = Math.floor((GIB + 0.9 * GIB) / 4096) * 4096;

    it.each<[string, Record<string, unknown>, number | undefined, (number | null)[]]>([
      ["container/uid-b/web", {}, 2, [null, null, null]],
      ["container/uid-b/web", on, 1, [null, null, null]],
      ["container/uid-b/web", { ...on, memoryReservationPolicy: "None" }, 2, [null, null, high]],
      ["container/uid-b/web", { ...on, memoryReservationPolicy: "TieredReservation" }, 2, [null, GIB, high]],
      ["container/uid-b/web", on, 2, [GIB, null, high]],
      ["container/uid-g/main", { ...on, memoryReservationPolicy: "TieredReservation" }, 2, [4 * GIB, null, null]],
      ["pod/uid-g", { ...on, memoryReservationPolicy: "TieredReservation" }, 2, [4 * GIB, null, null]],
      ["pod/uid-b", { ...on, memoryReservationPolicy: "TieredReservation" }, 2, [null, GIB, null]],
      [
        "tier/Burstable",
        { ...on, memoryReservationPolicy: "TieredReservation" },
        2,
        [null, GIB + 64 * 1024 ** 2, null],
      ],
      ["node", { ...on, memoryReservationPolicy: "TieredReservation" }, 2, [5 * GIB + 64 * 1024 ** 2, null, null]],
      ["container/uid-e/main", { ...on, memoryReservationPolicy: "None" }, 2, [null, null, null]],
    ])("of %s with %j under cgroup v%s", (id, config, version, expected) => {
      expect(memory(id, config, version)).toEqual(expected);
    });
  });

  it("puts what is used beside it, sums the tiers, and says where a sum is not whole", () => {
    const sample = { ...sampleStats("b", { memory: 300, processes: 7 }), cpu: { usageNanoCores: 5 } };
    const { cgroups } = tree(
      pods,
      {},
      { podStats: [sample, { ...sampleStats("g", { memory: 50, processes: 2 }), cpu: { usageNanoCores: 1 } }] },
    );
    expect(find(cgroups, "pod/uid-b").use).toEqual({
      cpuNanoCores: 5,
      workingSetBytes: 300,
      processes: 7,
      partial: false,
    });
    expect(find(cgroups, "tier/Burstable").use).toEqual({
      cpuNanoCores: 5,
      workingSetBytes: 300,
      processes: 7,
      partial: true,
    });
    expect(find(cgroups, "tier/BestEffort").use).toMatchObject({ cpuNanoCores: null, partial: true });
    // That of kubepods is measured.
    expect(find(cgroups, "node").use).toMatchObject({ workingSetBytes: 500 * 1024 ** 2, processes: 9, partial: false });
  });

  it.each<[string, Record<string, unknown>, Partial<CgroupInput>, "windows" | "flat" | "tree"]>([
    ["Windows has none", {}, { node: node({ operatingSystem: "windows" }) }, "windows"],
    ["without cgroupsPerQOS there is no tree", { cgroupsPerQOS: false }, {}, "flat"],
    ["without the configuration it is what it is by default", {}, { config: undefined }, "tree"],
  ])("%s", (_, config, over, state) => {
    const { state: found, cgroups } = tree(pods, config, over);
    expect([found, cgroups.length > 0]).toEqual([state, state === "tree"]);
  });

  it("has no names where nobody tells the driver, and the runtime's driver before the kubelet's", () => {
    const nameless = tree(pods, { cgroupDriver: "" });
    expect([nameless.driver, new Set(nameless.cgroups.map(({ path }) => path))]).toEqual([null, new Set([null])]);
    const runtime = {
      kind: "runtime" as const,
      id: "runtime" as const,
      name: "containerd",
      version: "2.1.9",
      apiVersion: "v1",
      conditions: [],
      handlers: [],
      cgroupDriver: "cgroupfs",
      endpoint: "",
    };
    const found = tree(pods, {}, { runtime });
    expect(found.driver).toEqual({ name: "cgroupfs", source: "runtime" });
    expect(found.cgroups[0]?.path).toBe("/kubepods");
  });

  describe("beside what the runtime applied", () => {
    const resources = {
      cpuPeriod: 100_000,
      cpuQuota: 100_000,
      cpuShares: 512,
      memoryLimit: 2 * GIB,
      oomScoreAdj: 900,
      cpusetCpus: "0-3",
      cpusetMems: "",
    };
    const running = (over: Partial<RuntimeContainer>): RuntimeContainer =>
      aContainer({ id: "c1", podUid: "uid-b", name: "web", state: "Running", ...over });

    it.each<[string, RuntimeContainer["resources"], string[]]>([
      ["the same", resources, []],
      ["another memory limit", { ...resources, memoryLimit: GIB }, ["memoryLimit"]],
      ["no quota", { ...resources, cpuQuota: -1 }, ["cpuLimit"]],
      ["the same limit over another period", { ...resources, cpuQuota: 50_000, cpuPeriod: 50_000 }, []],
      ["other shares", { ...resources, cpuShares: 2 }, ["cpuShares"]],
      ["nothing told", undefined, []],
      ["nothing but zeros", { ...resources, cpuShares: 0, cpuPeriod: 0, cpuQuota: 0, memoryLimit: 0 }, []],
    ])("%s", (_, applied, differs) => {
      const web = find(
        tree(pods, {}, { containers: [running({ ...(applied && { resources: applied }) })] }).cgroups,
        "container/uid-b/web",
      );
      expect([web.present, web.differs]).toEqual([true, differs]);
    });

    it("shows what was written into cgroup v2 as such", () => {
      const told = running({
        resources: {
          ...resources,
          hugepages: [{ pageSize: "2MB", limit: 4_194_304 }],
          unified: { "memory.high": "2040109465", "cpu.weight": "59", "pids.max": "max" },
        },
      });
      const web = find(tree(pods, {}, { containers: [told] }).cgroups, "container/uid-b/web");
      expect(web.applied).toMatchObject({
        cpuWeight: 59,
        memoryHigh: 2_040_109_465,
        pidsLimit: "unlimited",
        hugepages: { "2Mi": 4_194_304 },
        cpus: "0-3",
      });
    });

    it("is a finding where it stays so, but not during a resize", () => {
      const containers = [running({ resources: { ...resources, memoryLimit: GIB, cpuQuota: -1 } })];
      const found = (of: Pod[]) =>
        limitFindings(
          { pods: of, containers, config: configOf(SYSTEMD), kubeletVersion: "v1.36.2", allocations: null },
          90,
        );
      expect(found(pods)).toEqual([
        expect.objectContaining({
          rule: "AppliedLimitsDiffer",
          settles: 90,
          subject: expect.objectContaining({ id: "uid-b/web", container: "web" }),
          message:
            "CPU limit: the kubelet set 1 core, the runtime says none; memory limit: the kubelet set 2 GiB, the runtime says 1 GiB.",
        }),
      ]);
      const resizing = pods.map((one) =>
        one.name === "b"
          ? { ...one, status: { ...one.status, conditions: [{ type: "PodResizeInProgress", status: "True" }] } }
          : one,
      );
      const during = tree(resizing, {}, { containers }).cgroups;
      expect(find(during, "container/uid-b/web")).toMatchObject({
        resizing: true,
        differs: ["cpuLimit", "memoryLimit"],
      });
      expect(found(resizing)).toEqual([]);
    });

    it("has no cgroup for a container that does not run, and finds a static pod's by its name", () => {
      const mirror = pod("b", pods[1]?.spec.containers ?? [], {}, { id: "mirror", mirror: true });
      const { cgroups } = tree([mirror], {}, { containers: [running({ pod: "b", namespace: "team-a" })] });
      expect(find(cgroups, "container/mirror/side")).toMatchObject({ present: false, containerId: null, path: null });
      expect(find(cgroups, "pod/mirror").path).toContain("poduid_b.slice");
    });
  });
});
