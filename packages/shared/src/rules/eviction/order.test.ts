import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pod } from "../../model/pod.ts";
import type { RuntimeContainer } from "../../model/runtime.ts";
import type { PodStats } from "../../model/stats.ts";
import { configOf, fileSystem, MIB, sampleNode, samplePod, sampleStats } from "../../../test/samples.ts";
import { evictionOrder, evictionOrders, firstEvictable, type EvictionOrderInput, type EvictionRow } from "./order.ts";
import { SIGNALS, type Signal } from "./signal.ts";

const names = (rows: readonly EvictionRow[]): string[] => rows.map((row) => row.pod);
const order = (
  signal: Signal,
  pods: Pod[],
  podStats: PodStats[],
  over: Partial<EvictionOrderInput> = {},
): EvictionRow[] => evictionOrder(signal, { pods, podStats, nodeStats: sampleNode(), ...over });

function runtimeContainer(pod: string, state: RuntimeContainer["state"]): RuntimeContainer {
  return {
    kind: "container",
    id: `${pod}-${state}`,
    namespace: "team-a",
    pod,
    podUid: `uid-${pod}`,
    name: "main",
    sandboxId: "s",
    attempt: 0,
    state,
    image: "",
    imageRef: "",
    createdAt: null,
  };
}

describe("evictionOrder for memory", () => {
  it("takes those above their request first, then lower priority, then the larger excess; QoS is no key", () => {
    const pods = [
      samplePod("below", { memory: "500Mi" }),
      samplePod("over-high", { priority: 1000 }),
      samplePod("over-small"),
      samplePod("below-low", { memory: "500Mi", priority: -10 }),
      samplePod("over-large", { memory: "10Mi" }),
      samplePod("over-low", { priority: -5 }),
    ];
    const use = { below: 100, "over-high": 400, "over-small": 50, "below-low": 10, "over-large": 300, "over-low": 1 };
    const rows = order(
      "memory.available",
      pods,
      Object.entries(use).map(([name, memory]) => sampleStats(name, { memory: memory * MIB })),
    );
    expect(names(rows)).toEqual(["over-low", "over-large", "over-small", "over-high", "below-low", "below"]);
    expect(rows[1]).toMatchObject({
      usage: 300 * MIB,
      request: 10 * MIB,
      excess: 290 * MIB,
      exceeds: true,
      evictable: true,
      qosClass: "Burstable",
      gives: 300 * MIB,
    });
    expect(rows[1]?.why).toBe("uses 290 MiB more than it asked for; same priority as 1 other; largest excess");
    expect(rows[2]?.why).toBe("uses 50 MiB and asked for nothing; same priority as 1 other; second largest excess");
    expect(rows[5]?.why).toBe(
      "uses 400 MiB less than it asked for; alone with priority 0 among those within their request",
    );
  });

  it("takes pods without a sample before all others, by priority among themselves", () => {
    const pods = [
      samplePod("large"),
      samplePod("crashing", { priority: 5, memory: "1Gi" }),
      samplePod("crashing-low", { priority: 1 }),
    ];
    const rows = order("memory.available", pods, [sampleStats("large", { memory: 900 * MIB })]);
    expect(names(rows)).toEqual(["crashing-low", "crashing", "large"]);
    expect(rows[0]).toMatchObject({ usage: null, excess: null, exceeds: null, gives: null, evictable: true });
  });

  it("knows from the runtime that a pod has stopped, or started, since the sample", () => {
    const pods = [
      samplePod("stopped", { memory: "1Gi" }),
      samplePod("started"),
      samplePod("steady"),
      samplePod("unlisted", { memory: "1Gi" }),
    ];
    const stats = [
      sampleStats("stopped", { memory: MIB }),
      sampleStats("steady", { memory: MIB }),
      sampleStats("unlisted", { memory: MIB }),
    ];
    const containers = [
      runtimeContainer("stopped", "Exited"),
      runtimeContainer("started", "Running"),
      runtimeContainer("steady", "Exited"),
      runtimeContainer("steady", "Running"),
    ];
    expect(names(order("memory.available", pods, stats))).toEqual(["started", "steady", "stopped", "unlisted"]);
    const rows = order("memory.available", pods, stats, { containers });
    expect(names(rows)).toEqual(["stopped", "steady", "started", "unlisted"]);
    expect(rows[2]).toMatchObject({ usage: null, evictable: true });
  });

  it("goes by the sample for a file system, which the kubelet clears up in between", () => {
    const pods = [samplePod("stopped"), samplePod("started")];
    const containers = [runtimeContainer("stopped", "Exited"), runtimeContainer("started", "Running")];
    expect(names(order("nodefs.available", pods, [sampleStats("stopped")], { containers }))).toEqual([
      "started",
      "stopped",
    ]);
  });

  it("does not ask the runtime where the sample lists pods with nothing running", () => {
    const idle = { ...sampleStats("idle", { memory: MIB }), containers: [] };
    const rows = order(
      "memory.available",
      [samplePod("idle", { memory: "1Gi" }), samplePod("busy")],
      [idle, sampleStats("busy", { memory: MIB })],
      { containers: [runtimeContainer("idle", "Exited")] },
    );
    expect(names(rows)).toEqual(["busy", "idle"]);
  });

  it("passes over static, mirror and critical pods where they stand, and says why", () => {
    const pods = [
      samplePod("file", { configSource: "file" }),
      samplePod("mirror", { mirror: true }),
      samplePod("critical", { priority: 2_000_000_000 }),
      samplePod("plain", { priority: 1_999_999_999 }),
    ];
    const rows = order(
      "memory.available",
      pods,
      pods.map((pod, index) => sampleStats(pod.name, { memory: (9 - index) * MIB })),
    );
    expect(rows.map((row) => [row.pod, row.evictable])).toEqual([
      ["file", false],
      ["mirror", false],
      ["plain", true],
      ["critical", false],
    ]);
    expect(rows[0]?.why).toMatch(/^is passed over: it is a static pod; /);
    expect(firstEvictable(rows)?.pod).toBe("plain");
  });

  it("finds a static pod's sample by name, for its UID is the kubelet's own", () => {
    const [row] = order(
      "memory.available",
      [samplePod("etcd", { id: "mirror-uid", mirror: true })],
      [sampleStats("etcd", { memory: 7 * MIB })],
    );
    expect(row?.usage).toBe(7 * MIB);
  });

  it("leaves finished and refused pods out, but for one that still runs", () => {
    const running = {
      containerStatuses: [
        { name: "main", ready: true, restartCount: 0, image: "", imageID: "", state: { running: {} }, lastState: {} },
      ],
    };
    const pods = [
      samplePod("evicted", { status: { phase: "Failed", reason: "Evicted" } }),
      samplePod("done", { status: { phase: "Succeeded" } }),
      samplePod("ending", { status: { phase: "Failed", ...running } }),
      samplePod("going", { status: { phase: "Failed", reason: "Evicted", ...running } }),
      samplePod("deleted", { deletedAt: "2026-11-21T08:00:00Z" }),
      samplePod("pending", { status: { phase: "Pending" } }),
    ];
    const rows = order("memory.available", pods, []);
    expect(names(rows)).toEqual(["deleted", "ending", "going", "pending"]);
    expect(rows.find((row) => !row.evictable)?.why).toMatch(/^is passed over: it is being evicted already; /);
  });

  it("passes over a pod that is being evicted, for as long as the kubelet waits for it", () => {
    const pods = [samplePod("going"), samplePod("next")];
    const stats = [sampleStats("going", { memory: 9 * MIB }), sampleStats("next", { memory: MIB })];
    const evictedAt = new Map([["uid-going", 1000]]);
    const next = firstEvictable(order("memory.available", pods, stats, { evictedAt, now: 3000 }));
    expect(next?.pod).toBe("next");
    expect(next?.why).toMatch(/; alone with priority 0 /);
    expect(firstEvictable(order("memory.available", pods, stats, { evictedAt, now: 31_001 }))?.pod).toBe("going");
  });

  it("weighs by what is allocated while a resize is pending", () => {
    const status = {
      name: "main",
      ready: true,
      restartCount: 0,
      image: "",
      imageID: "",
      state: {},
      lastState: {},
      allocatedResources: { memory: "100Mi" },
      resources: { requests: { memory: "100Mi" } },
    };
    const pod = samplePod("resizing", { memory: "900Mi", status: { containerStatuses: [status] } });
    expect(order("memory.available", [pod], [sampleStats("resizing", { memory: 200 * MIB })])[0]).toMatchObject({
      request: 100 * MIB,
      exceeds: true,
    });
  });
});

describe("evictionOrder for disk", () => {
  const volumes = [
    { name: "scratch", usedBytes: 100 * MIB, inodesUsed: 5 },
    { name: "tmpfs", usedBytes: 999 * MIB, inodesUsed: 5 },
    { name: "claim", usedBytes: 999 * MIB, inodesUsed: 5 },
    { name: "host", usedBytes: 7 * MIB, inodesUsed: 5 },
  ];
  const pods = [
    samplePod("layer"),
    samplePod("logs"),
    samplePod("volume", {
      spec: {
        volumes: [
          { name: "scratch", type: "emptyDir" },
          { name: "tmpfs", type: "emptyDir", medium: "Memory" },
          { name: "claim", type: "persistentVolumeClaim" },
          { name: "host", type: "hostPath" },
        ],
      },
    }),
  ];
  const stats = [
    sampleStats("layer", { rootfs: 300 * MIB, inodes: 1 }),
    sampleStats("logs", { logs: 200 * MIB, rootfs: 2 * MIB, inodes: 1 }),
    sampleStats("volume", { volumes, rootfs: MIB, inodes: 1 }),
  ];
  const ranked = (signal: Signal, nodeStats = sampleNode()): [string, number | null][] =>
    order(signal, pods, stats, { nodeStats }).map((row) => [row.pod, (row.usage ?? 0) / MIB]);
  const dedicated = sampleNode({
    imageFs: fileSystem(300 * MIB, 800 * MIB),
    containerFs: fileSystem(300 * MIB, 800 * MIB),
  });
  const split = sampleNode({ imageFs: fileSystem(300 * MIB, 800 * MIB) });

  it("counts layer, logs and local volumes where there is one file system", () => {
    const expected = [
      ["layer", 300],
      ["logs", 202],
      ["volume", 108],
    ];
    expect(ranked("nodefs.available")).toEqual(expected);
    expect(ranked("imagefs.available")).toEqual(expected);
    expect(ranked("containerfs.available")).toEqual(expected);
  });

  it("counts the layer for imagefs and the rest for nodefs where images have a disk of their own", () => {
    expect(ranked("nodefs.available", dedicated)).toEqual([
      ["logs", 200],
      ["volume", 107],
      ["layer", 0],
    ]);
    expect(ranked("imagefs.available", dedicated)).toEqual([
      ["layer", 300],
      ["logs", 2],
      ["volume", 1],
    ]);
    expect(ranked("containerfs.available", dedicated)).toEqual([
      ["layer", 300],
      ["logs", 2],
      ["volume", 1],
    ]);
  });

  it("counts nothing for imagefs where only images lie there", () => {
    expect(ranked("imagefs.available", split)).toEqual([
      ["layer", 0],
      ["logs", 0],
      ["volume", 0],
    ]);
    expect(ranked("nodefs.available", split)).toEqual([
      ["layer", 300],
      ["logs", 202],
      ["volume", 108],
    ]);
  });

  it("gives nothing back of a host path", () => {
    expect(order("nodefs.available", pods, stats).find((row) => row.pod === "volume")?.gives).toBe(101 * MIB);
  });

  it("weighs against ephemeral-storage, and takes priority before excess", () => {
    const three = [
      samplePod("asked", { storage: "1Gi" }),
      samplePod("high", { priority: 9 }),
      samplePod("plain", { storage: "10Mi" }),
    ];
    const used = [
      sampleStats("asked", { rootfs: 900 * MIB }),
      sampleStats("high", { rootfs: 800 * MIB }),
      sampleStats("plain", { logs: 20 * MIB }),
    ];
    expect(names(order("nodefs.available", three, used))).toEqual(["plain", "high", "asked"]);
  });

  it("takes every pod that has an inode for one above its request, and subtracts bytes of storage from inodes", () => {
    const two = [samplePod("asked", { storage: "1000" }), samplePod("plain")];
    const rows = order("nodefs.inodesFree", two, [
      sampleStats("asked", { inodes: 500 }),
      sampleStats("plain", { inodes: 3 }),
    ]);
    expect(rows.map((row) => [row.pod, row.excess, row.exceeds])).toEqual([
      ["plain", 3, true],
      ["asked", -500, true],
    ]);
  });

  it("counts no request of the containers where the pod as such has one", () => {
    const pod = samplePod("pod-level", { storage: "1Gi", spec: { resources: { requests: { memory: "1Gi" } } } });
    expect(order("nodefs.available", [pod], [sampleStats("pod-level", { rootfs: MIB })])[0]).toMatchObject({
      request: 0,
      exceeds: true,
    });
  });
});

describe("evictionOrder for process ids", () => {
  it("takes lower priority first, then more processes, and the unmeasured before their equals", () => {
    const pods = [samplePod("few"), samplePod("many"), samplePod("low", { priority: -1 }), samplePod("stopped")];
    const rows = order("pid.available", pods, [
      sampleStats("few", { processes: 2 }),
      sampleStats("many", { processes: 50 }),
      sampleStats("low", { processes: 1 }),
    ]);
    expect(names(rows)).toEqual(["low", "stopped", "many", "few"]);
    expect(rows[2]).toMatchObject({
      usage: 50,
      exceeds: null,
      why: "has 50 processes; same priority as 1 other; most processes",
    });
  });
});

describe("evictionOrders", () => {
  it("holds one order for each signal that is watched or seen", () => {
    expect(Object.keys(evictionOrders({ pods: [], podStats: [], nodeStats: sampleNode() }))).toEqual([...SIGNALS]);
    expect(
      Object.keys(
        evictionOrders({
          pods: [],
          podStats: [],
          config: configOf({ evictionHard: { "memory.available": "1Gi", "nodefs.available": "10%" } }),
        }),
      ),
    ).toEqual(["memory.available", "nodefs.available", "containerfs.available"]);
  });
});

const rank = (row: EvictionRow): number => (row.usage === null ? 0 : row.exceeds === true ? 1 : 2);

describe("the order", () => {
  const pod = fc.record({
    memory: fc.constantFrom("0", "1Mi", "100Mi"),
    storage: fc.constantFrom("0", "1Mi"),
    priority: fc.constantFrom(-1, 0, 7, 2_000_000_000),
    used: fc.option(fc.nat(200)),
  });

  it("is total, stable under the order of its input, and never lets one pod above its request behind an equal within it", () => {
    fc.assert(
      fc.property(fc.array(pod, { maxLength: 12 }), fc.constantFrom(...SIGNALS), fc.nat(), (drawn, signal, turn) => {
        const pods = drawn.map(({ memory, storage, priority }, index) =>
          samplePod(`pod-${index}`, { memory, storage, priority }),
        );
        const stats = drawn.flatMap(({ used }, index) =>
          used === null
            ? []
            : [sampleStats(`pod-${index}`, { memory: used * MIB, rootfs: used * MIB, inodes: used, processes: used })],
        );
        const rows = order(signal, pods, stats);
        const turned = pods.map((_, index) => pods[(index + turn) % pods.length] as Pod);
        expect(order(signal, turned, stats.toReversed())).toEqual(rows);
        expect(names(rows).toSorted()).toEqual(pods.map(({ name }) => name).toSorted());
        const groups = signal === "pid.available" ? rows.map((row) => row.priority) : rows.map(rank);
        expect(groups).toEqual(groups.toSorted((a, b) => a - b));
      }),
    );
  });
});
