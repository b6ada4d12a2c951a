import type { Device } from "@bayplan/shared";
import { expect, test } from "vitest";
import { startTestApi } from "../fixtures/api.ts";
import { isWatch, json, listOf, startFakeApiServer } from "../fixtures/apiServer.ts";
import { AT, HEARD, podOf, reportOf, SOURCES_OK, sourceOf } from "../fixtures/report.ts";

const gpu = (id: string, allocatable: boolean | null = true): Device => ({
  kind: "device",
  id: `nvidia.com/gpu/${id}`,
  resource: "nvidia.com/gpu",
  deviceId: id,
  numaNodes: [0],
  allocatable,
});

test("one node in full", async () => {
  const api = await startTestApi();
  api.receive(
    reportOf({
      upserts: [
        podOf("trainer", {
          spec: {
            containers: [{ name: "main", image: "busybox:1", resources: { requests: { cpu: "250m", memory: "1Gi" } } }],
          },
          status: {
            phase: "Running",
            containerStatuses: [
              {
                name: "main",
                ready: true,
                restartCount: 2,
                image: "busybox:1",
                imageID: "",
                containerID: "containerd://c1",
                state: { running: { startedAt: AT } },
                lastState: { terminated: { exitCode: 137, reason: "OOMKilled" } },
              },
            ],
          },
        }),
        {
          kind: "container",
          id: "c1",
          namespace: "team-a",
          pod: "trainer",
          podUid: "uid-trainer",
          name: "main",
          sandboxId: "s1",
          attempt: 2,
          state: "Running",
          image: "busybox:1",
          imageRef: "",
          createdAt: AT,
        },
        {
          kind: "sandbox",
          id: "s1",
          namespace: "team-a",
          pod: "trainer",
          podUid: "uid-trainer",
          attempt: 0,
          state: "Ready",
          createdAt: AT,
          runtimeHandler: "",
        },
        {
          kind: "sandbox",
          id: "s9",
          namespace: "team-a",
          pod: "leaked",
          podUid: "uid-leaked",
          attempt: 0,
          state: "NotReady",
          createdAt: AT,
          runtimeHandler: "",
        },
        {
          kind: "podStats",
          id: "uid-trainer",
          namespace: "team-a",
          name: "trainer",
          memory: { workingSetBytes: 300 },
          containers: [{ name: "main", memory: { workingSetBytes: 200 } }],
        },
        {
          kind: "nodeStats",
          id: "node",
          at: AT,
          cpu: { usageNanoCores: 1_500_000_000 },
          memory: { workingSetBytes: 3_000, availableBytes: 1_000 },
        },
        gpu("GPU-1"),
        gpu("GPU-2", false),
        {
          kind: "allocation",
          id: "team-a/trainer/main",
          namespace: "team-a",
          pod: "trainer",
          container: "main",
          devices: [{ resource: "nvidia.com/gpu", deviceId: "GPU-1" }],
          cpuIds: [1],
          memory: [],
          claims: [],
        },
        ...SOURCES_OK,
      ],
      heard: HEARD,
    }),
  );
  const { body } = await api.get("/api/v1/nodes/node-a");
  expect(body).toMatchObject({
    name: "node-a",
    watchedSince: AT,
    resources: expect.arrayContaining([
      expect.objectContaining({ name: "cpu", capacity: null, requests: 0.25, limits: 0, unlimited: 1, usage: 1.5 }),
      expect.objectContaining({ name: "memory", capacity: 4_000, requests: 2 ** 30, limits: 0, usage: 3_000 }),
    ]),
    pods: [
      {
        name: "trainer",
        qosClass: "Burstable",
        workingSetBytes: 300,
        source: "kubelet",
        sandboxes: [{ id: "s1", state: "Ready" }],
        containers: [
          {
            name: "main",
            type: "container",
            state: "Running",
            runtimeState: "Running",
            containerId: "c1",
            restarts: 2,
            lastExit: { exitCode: 137, reason: "OOMKilled" },
            workingSetBytes: 200,
            requests: { cpu: 0.25, memory: 2 ** 30 },
            devices: [{ resource: "nvidia.com/gpu", id: "GPU-1" }],
            cpuIds: [1],
          },
        ],
      },
    ],
    strays: [{ type: "sandbox", id: "s9", pod: "leaked" }],
  });
  expect((await api.get("/api/v1/nodes/node-a/devices")).body).toEqual({
    items: [
      {
        resource: "nvidia.com/gpu",
        id: "GPU-1",
        physicalId: "GPU-1",
        numaNodes: [0],
        health: "Healthy",
        healthUnknown: null,
        assignments: [{ namespace: "team-a", pod: "trainer", container: "main" }],
      },
      {
        resource: "nvidia.com/gpu",
        id: "GPU-2",
        physicalId: "GPU-2",
        numaNodes: [0],
        health: "Unhealthy",
        healthUnknown: null,
        assignments: [],
      },
    ],
    pools: [],
  });
});

test("where the list of allocatable devices cannot be read, nobody says how they are, and the answer says why", async () => {
  const api = await startTestApi();
  const call = "v1.PodResourcesLister/GetAllocatableResources";
  const refused = sourceOf("podresources", call, { state: "unsupported", message: "it has no such call." });
  api.receive(
    reportOf({
      upserts: [
        podOf("trainer"),
        gpu("GPU-1", null),
        gpu("GPU-2", null),
        {
          kind: "allocation",
          id: "team-a/trainer/main",
          namespace: "team-a",
          pod: "trainer",
          container: "main",
          devices: [{ resource: "nvidia.com/gpu", deviceId: "GPU-1" }],
          cpuIds: [2],
          memory: [],
          claims: [],
        },
        { kind: "numaNode", id: "0", cpuIds: [0, 1] },
        { kind: "numaNode", id: "1", cpuIds: [2, 3] },
        ...SOURCES_OK,
        sourceOf("file", "/sys/devices/system/node"),
        refused,
      ],
      heard: HEARD,
    }),
  );
  const why = "The list of allocatable devices cannot be read: it has no such call.";
  expect((await api.get("/api/v1/nodes/node-a/devices")).body).toMatchObject({
    items: ["GPU-1", "GPU-2"].map((id) => ({ id, health: "Unknown", healthUnknown: why })),
  });
  expect((await api.get("/api/v1/nodes/node-a")).body).toMatchObject({ devices: [{ health: "Unknown" }, {}] });
  expect((await api.get("/api/v1/nodes/node-a/cpus")).body).toMatchObject({
    assignments: { exclusive: [{ cpu: 2, numaNode: 1 }], shared: null },
    numaNodes: [
      { node: 0, cpuIds: [0, 1] },
      { node: 1, cpuIds: [2, 3] },
    ],
    numaUnknown: null,
    allocatableUnknown: "it has no such call.",
  });
  // Its device lies on NUMA node 0 and its CPU on node 1.
  expect((await api.get("/api/v1/nodes/node-a/findings")).body).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ rule: "SplitAcrossNumaNodes" })]),
  });
});

test("transitions, one of two sources' words, by moment and pod", async () => {
  const api = await startTestApi();
  const base = {
    kind: "container" as const,
    namespace: "team-a",
    pod: "a",
    uid: "uid-a",
    container: "main",
    containerId: "c1",
    restart: 0,
    from: "Created",
    to: "Running",
  };
  api.receive(
    reportOf({
      upserts: SOURCES_OK,
      heard: HEARD,
      transitions: [
        { key: "c1/0/Running", at: "2026-11-21T10:36:41.123456789Z", ...base, source: "cri" },
        { key: "c1/0/Running", at: "2026-11-21T10:36:41Z", ...base, source: "kubelet" },
      ],
    }),
  );
  expect((await api.get("/api/v1/nodes/node-a/transitions?pod=a")).body).toMatchObject({
    items: [{ at: "2026-11-21T10:36:41.123456789Z", to: "Running", source: "cri", exitCode: null }],
  });
  expect((await api.get("/api/v1/nodes/node-a/transitions?pod=b")).body).toEqual({ items: [] });
  expect((await api.get("/api/v1/nodes/node-a/transitions?until=2026-11-21T10:36:40Z")).body).toEqual({ items: [] });
});

test.each([
  ["devices", "devices_unknown", /The devices of node-a are not known. no socket/],
  ["eviction", "pods_unknown", /The pods of node-a are not known. no kubelet/],
  ["transitions", "transitions_unknown", /The transitions of node-a are not known. no kubelet/],
])("what no source tells of is an error that says so, not an empty list: %s", async (what, code, message) => {
  const api = await startTestApi();
  const upserts = [
    sourceOf("kubelet", "GET /pods", { state: "unreachable", message: "no kubelet" }),
    sourceOf("podresources", "v1.PodResourcesLister/List", { state: "unreachable", message: "no socket" }),
  ];
  api.receive(reportOf({ upserts }));
  const answer = await api.get(`/api/v1/nodes/node-a/${what}`);
  expect(answer.status).toBe(503);
  expect(answer.body).toEqual({ error: { code, message: expect.stringMatching(message) } });
});

const using = (name: string, workingSetBytes: number) => ({
  kind: "podStats" as const,
  id: `uid-${name}`,
  namespace: "team-a",
  name,
  memory: { workingSetBytes },
  containers: [],
});
const memory = (availableBytes: number) => ({
  kind: "nodeStats" as const,
  id: "node" as const,
  at: AT,
  memory: { availableBytes, workingSetBytes: 1_000 * 2 ** 20 },
});

test("the order of eviction, and how close it is", async () => {
  const api = await startTestApi();
  const config = { evictionHard: { "memory.available": "100Mi" } };
  const upserts = [podOf("small"), podOf("large"), using("small", 1_000), using("large", 2_000)];
  api.receive(
    reportOf({
      upserts: [
        ...upserts,
        memory(300 * 2 ** 20),
        { kind: "kubeletConfig", id: "kubeletConfig", config },
        ...SOURCES_OK,
      ],
      heard: HEARD,
    }),
  );
  const { body } = await api.get("/api/v1/nodes/node-a/eviction");
  const signal = { signal: "memory.available", available: 300 * 2 ** 20, headroom: 200 * 2 ** 20, met: false };
  const order = [
    {
      pod: "large",
      uid: "uid-large",
      qosClass: "BestEffort",
      usage: 2_000,
      excess: 2_000,
      exceeds: true,
      evictable: true,
    },
    { pod: "small", excess: 1_000, why: expect.any(String) },
  ];
  expect(body).toMatchObject({
    node: "node-a",
    at: AT,
    thresholdsKnown: true,
    signals: expect.arrayContaining([expect.objectContaining(signal)]),
    order: { "memory.available": order },
  });
  api.receive(reportOf({ sequence: 2, full: false, upserts: [memory(50 * 2 ** 20)] }));
  expect((await api.get("/api/v1/nodes/node-a/eviction")).body).toMatchObject({
    signals: expect.arrayContaining([expect.objectContaining({ met: true, headroom: -50 * 2 ** 20 })]),
  });
});

test("an agent that may not ask its kubelet for pods: they come from the API server while someone looks, and sources say so", async () => {
  const cluster = await startFakeApiServer();
  cluster.on("/api/v1/pods", (url, response) => {
    if (isWatch(url)) return void response.flushHeaders();
    const pod = {
      metadata: { uid: "uid-web", namespace: "team-a", name: "web" },
      spec: { containers: [{ name: "main", image: "web:1" }] },
      status: { phase: "Running" },
    };
    json(response, listOf([pod]));
  });
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "test" } });
  const denied = sourceOf("kubelet", "GET /pods", { state: "denied", message: "The kubelet refuses /pods." });
  const others = SOURCES_OK.filter(({ id }) => id !== denied.id);
  const heard = Object.fromEntries(others.map(({ id }) => [id, AT]));
  api.receive(reportOf({ upserts: [denied, ...others, using("web", 5)], heard }));
  const told = (message: string) => expect.objectContaining({ call: "GET /pods", state: "denied", message });
  expect((await api.get("/api/v1/nodes")).body).toMatchObject({
    items: [
      {
        pods: null,
        qos: { Guaranteed: null, Burstable: null, BestEffort: null },
        cells: null,
        troubled: null,
        restarts: null,
        sources: expect.arrayContaining([
          told("The kubelet refuses /pods. While someone looks at this node, its pods come from the API server."),
        ]),
      },
    ],
  });
  const { body } = await api.get("/api/v1/nodes/node-a");
  expect(body).toMatchObject({
    pods: [{ name: "web", source: "apiserver", workingSetBytes: 5 }],
    sources: expect.arrayContaining([told("The kubelet refuses /pods. Meanwhile its pods come from the API server.")]),
  });
  const { sources } = body as { sources: { source: string; call: string }[] };
  expect(sources.map(({ source }) => source)).toEqual(
    ["apiserver", "kubelet", "cri", "podresources"]
      .flatMap((name) => sources.filter(({ source }) => source === name))
      .map(({ source }) => source),
  );
  expect((await api.get("/api/v1/nodes/node-a/eviction")).body).toMatchObject({ order: {} });
});
