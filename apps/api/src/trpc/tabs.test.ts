import { describe, expect, test } from "vitest";
import { fromMillis, toMillis, type Device, type NodeStats } from "@bayplan/shared";
import { pageClient, startTestApi } from "../fixtures/api.ts";
import { collect } from "../fixtures/collect.ts";
import { AT, HEARD, podOf, reportOf, SOURCES_OK } from "../fixtures/report.ts";
import { until } from "../fixtures/until.ts";
import type { DiskPart, EvictionPart, FleetDeviceView, PodPart, TransitionView } from "../views/index.ts";

const MIB = 2 ** 20;

const sample = (second: number, availableMib: number): NodeStats => ({
  kind: "nodeStats",
  id: "node",
  at: fromMillis(toMillis("2026-11-21T10:36:00Z") + second * 1000),
  memory: { availableBytes: availableMib * MIB, workingSetBytes: 1_000 * MIB },
});

const gpu = (id: string, allocatable = true): Device => ({
  kind: "device",
  id: `nvidia.com/gpu/${id}`,
  resource: "nvidia.com/gpu",
  deviceId: id,
  numaNodes: [0],
  allocatable,
});

const whole = reportOf({
  upserts: [
    podOf("web"),
    podOf("db"),
    {
      kind: "podStats",
      id: "uid-web",
      namespace: "team-a",
      name: "web",
      memory: { workingSetBytes: 64 * MIB },
      containers: [],
    },
    sample(40, 900),
    { kind: "kubeletConfig", id: "kubeletConfig", config: { evictionHard: { "memory.available": "100Mi" } } },
    { kind: "image", id: "sha256:1", tags: ["web:1"], digests: [], sizeBytes: 10, pinned: false },
    gpu("GPU-1"),
    ...SOURCES_OK,
  ],
  heard: HEARD,
  transitions: [
    {
      key: "container/c1/Running",
      at: AT,
      kind: "container",
      namespace: "team-a",
      pod: "web",
      uid: "uid-web",
      container: "main",
      containerId: "c1",
      restart: 0,
      from: null,
      to: "Running",
      source: "cri",
    },
  ],
});

const partsOf = <Part extends { part: string }>(rows: ReadonlyMap<string, Part>): string[] => [
  ...new Set([...rows.values()].map(({ part }) => part)),
];

describe("a node, a tab at a time", () => {
  test("eviction: signals with their trend and forecast, and the orders", async () => {
    const api = await startTestApi();
    api.receive(whole);
    const eviction = collect<EvictionPart>();
    pageClient(api.url).trpc.node.eviction.subscribe({ name: "node-a" }, eviction);
    await until(() => expect(partsOf(eviction.rows)).toEqual(["outlook", "signal", "order"]));
    for (const [step, available] of [800, 700, 600].entries()) {
      api.clock.advance(10_000);
      const upserts = [sample(50 + 10 * step, available)];
      api.receive(reportOf({ sequence: step + 2, full: false, upserts, heard: HEARD }));
    }
    api.clock.advance(10_000);
    api.receive(reportOf({ sequence: 5, full: false, upserts: [sample(80, 500)] }));
    await until(() =>
      expect(eviction.rows.get("signal/memory.available")).toMatchObject({
        available: 500 * MIB,
        headroom: 400 * MIB,
        trend: { verdict: "falling", samples: 5 },
        forecast: {
          pods: 0,
          target: 100 * MIB,
          steps: [
            { pod: "db", gives: null },
            { pod: "web", gives: 64 * MIB },
          ],
        },
        samples: [900, 800, 700, 600, 500].map((mib) => expect.objectContaining({ available: mib * MIB })),
      }),
    );
    expect((await api.get("/api/v1/nodes")).body).toMatchObject({
      items: [
        { eviction: { signal: "memory.available", met: false, meetsAt: expect.stringContaining("2026-11-21T10:3") } },
      ],
    });
  });

  test("disk and transitions, each with what changes", async () => {
    const api = await startTestApi();
    api.receive(whole);
    const { trpc } = pageClient(api.url);
    const disk = collect<DiskPart>();
    const transitions = collect<TransitionView>();
    trpc.node.disk.subscribe({ name: "node-a" }, disk);
    trpc.node.transitions.subscribe({ name: "node-a" }, transitions);
    await until(() => expect(disk.rows.get("image/sha256:1")).toMatchObject({ removable: true }));
    await until(() => expect(transitions.rows.size).toBe(1));
    const [first] = whole.transitions;
    if (!first) throw new Error("no transition");
    const exited = { ...first, key: "container/c1/Exited", at: "2026-11-21T10:36:45.000Z", to: "Exited", exitCode: 1 };
    api.receive(reportOf({ sequence: 2, full: false, removals: ["image/sha256:1"], transitions: [exited] }));
    await until(() => expect(disk.rows.has("image/sha256:1")).toBe(false));
    await until(() =>
      expect(transitions.rows.get("transition/container/c1/Exited")).toMatchObject({ from: "Running", exitCode: 1 }),
    );
    expect(transitions.messages.slice(1).flatMap(({ upserts }) => upserts)).toHaveLength(1);
  });

  test.each(["eviction", "disk", "cpus", "cgroups", "network", "kubelet", "events", "transitions"] as const)(
    "%s of a node that nobody named is an error that says so",
    async (tab) => {
      const api = await startTestApi();
      const rows = collect();
      pageClient(api.url).trpc.node[tab].subscribe({ name: "nobody" }, rows as never);
      await until(() => expect(rows.errors).toEqual([expect.stringContaining("There is no node nobody")]));
    },
  );
});

test("one pod, and what stays known of it when it is gone", async () => {
  const api = await startTestApi();
  api.receive(whole);
  const pod = collect<PodPart>();
  const lost = collect<PodPart>();
  const { trpc } = pageClient(api.url);
  trpc.pod.watch.subscribe({ namespace: "team-a", name: "web" }, pod);
  trpc.pod.watch.subscribe({ namespace: "team-a", name: "nobody" }, lost);
  await until(() => expect(pod.rows.get("detail")).toMatchObject({ node: "node-a", places: [{ place: 2, of: 2 }] }));
  await until(() => expect(lost.errors).toEqual([expect.stringContaining("No node is known to have a pod")]));
  api.receive(reportOf({ sequence: 2, full: false, removals: ["pod/uid-web"] }));
  await until(() => expect(partsOf(pod.rows)).toEqual(["transition"]));
});

test("the devices of the fleet", async () => {
  const api = await startTestApi();
  api.receive(whole);
  const devices = collect<FleetDeviceView>();
  pageClient(api.url).trpc.devices.watch.subscribe(undefined, devices);
  await until(() => expect([...devices.rows.keys()]).toEqual(["node-a/device/nvidia.com/gpu/GPU-1"]));
  api.receive(reportOf({ node: "node-b", upserts: [gpu("GPU-9", false), ...SOURCES_OK], heard: HEARD }));
  await until(() =>
    expect(devices.rows.get("node-b/device/nvidia.com/gpu/GPU-9")).toMatchObject({
      node: "node-b",
      health: "Unhealthy",
    }),
  );
  api.receive(reportOf({ sequence: 2, full: false, removals: ["device/nvidia.com/gpu/GPU-1"] }));
  await until(() => expect(devices.rows.has("node-a/device/nvidia.com/gpu/GPU-1")).toBe(false));
});

test("fit, where the API server does not tell what a node has", async () => {
  const api = await startTestApi();
  api.receive(whole);
  const { trpc } = pageClient(api.url);
  expect(await trpc.fit.query({ requests: { cpu: "1" } })).toEqual([
    {
      node: "node-a",
      fits: null,
      unknown: "The API server does not tell what it has.",
      loadable: false,
      misfits: [],
      room: [],
      memoryHeadroom: 838_860_800,
    },
  ]);
  await expect(trpc.fit.query({ requests: { cpu: "lots" } })).rejects.toThrow(
    /^requests.cpu: "lots" is no quantity of Kubernetes/,
  );
});
