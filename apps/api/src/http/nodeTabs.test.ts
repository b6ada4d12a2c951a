import { toMillis } from "@bayplan/shared";
import { describe, expect, test } from "vitest";
import { observe } from "../../../../packages/shared/test/observe.ts";
import { readTape } from "../../../../packages/shared/test/tape.ts";
import { startTestApi, type RunningApi } from "../fixtures/api.ts";
import { json, listOf, startFakeApiServer, type FakeApiServer } from "../fixtures/apiServer.ts";
import { recordedObjects, recording } from "../fixtures/recording.ts";
import { HEARD, podOf, reportOf, SOURCES_OK, sourceOf } from "../fixtures/report.ts";
import { everythingOf, tapeNode } from "../fixtures/tapeNode.ts";
import { until } from "../fixtures/until.ts";

const MOMENT = "2026-11-21T10:37:20.000Z";

const listObjects = (cluster: FakeApiServer, path: string, objects: unknown[]): void =>
  cluster.on(path, (url, response) => {
    if (url.searchParams.has("watch")) return void response.flushHeaders();
    json(response, listOf(objects));
  });

/** The recorded node as it was at a moment, with its API server. */
const startRecorded = async (): Promise<RunningApi> => {
  const lines = recording("steady").filter(({ at }) => at <= MOMENT);
  const cluster = await startFakeApiServer();
  listObjects(cluster, "/api/v1/nodes", recordedObjects(lines, "/api/v1/nodes").slice(-1));
  listObjects(cluster, "/api/v1/events", recordedObjects(lines, "/api/v1/events"));
  cluster.on("/version", (_url, response) => json(response, { gitVersion: "v1.30.0" }));
  const node = tapeNode("steady");
  node.playTo(MOMENT);
  node.fleet.stop();
  const upserts = [...everythingOf(node.state()), ...SOURCES_OK];
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "recorded" } });
  api.clock.advance(toMillis(MOMENT) - api.clock.now());
  const heard = Object.fromEntries(Object.keys(HEARD).map((id) => [id, MOMENT]));
  const tape = readTape("steady").filter(({ at }) => at <= MOMENT);
  api.receive(reportOf({ at: "2026-11-21T10:35:40.000Z", upserts, heard, transitions: observe(tape) }));
  await until(async () => {
    expect((await api.get("/api/v1/nodes/node-a/events")).body).toMatchObject({
      items: expect.arrayContaining([{}].map(() => expect.anything())),
    });
    expect((await api.get("/api/v1/nodes/node-a/findings")).body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ rule: "KubeletTooNew" })]),
    });
  });
  return api;
};

describe("a recorded node", () => {
  const asked = async (api: RunningApi, path: string) =>
    (await api.get(`/api/v1/${path}`)).body as Record<string, unknown>;
  const items = async (api: RunningApi, path: string) => (await asked(api, path))["items"] as Record<string, unknown>[];

  test("its findings, disks, CPUs, kubelet and events", async () => {
    const api = await startRecorded();
    const rules = (await items(api, "nodes/node-a/findings")).map(({ rule }) => rule);
    expect(rules).toEqual(
      expect.arrayContaining(["KubeletTooNew", "UnhealthyDeviceHeld", "SplitAcrossNumaNodes", "CgroupV1"]),
    );
    expect(await items(api, "nodes")).toMatchObject([
      {
        findings: { critical: 1 },
        eviction: { thresholdsKnown: true, met: false, signal: expect.any(String), headroomShare: expect.any(Number) },
      },
    ]);
    expect(await asked(api, "nodes/node-a/disk")).toMatchObject({
      layout: "single",
      images: {
        highPercent: 85,
        items: expect.arrayContaining([
          expect.objectContaining({ tags: ["docker.io/lab/busybox:1"], removable: false }),
        ]),
      },
      logLimitBytes: 5 * 10 * 2 ** 20,
      consumers: expect.arrayContaining([expect.objectContaining({ kind: "layer", pod: "batch-besteffort" })]),
    });
    expect(await asked(api, "nodes/node-a/cpus")).toMatchObject({
      assignments: { policy: "static", exclusive: [{ cpu: 1, assignments: [{ pod: "api-guaranteed" }] }] },
      measuresPressure: false,
    });
    expect(await asked(api, "nodes/node-a/kubelet")).toMatchObject({
      version: "v1.36.2",
      settings: expect.arrayContaining([
        {
          name: "cpuManagerPolicy",
          value: '"static"',
          default: '"none"',
          differs: true,
          differing: ["cpuManagerPolicy"],
        },
        { name: "maxPods", value: "110", default: "110", differs: false, differing: [] },
        expect.objectContaining({ name: "authentication", differs: false }),
        expect.objectContaining({ name: "failCgroupV1", default: "true", differs: true }),
      ]),
      thresholds: expect.arrayContaining([expect.objectContaining({ signal: "memory.available", text: "200Mi" })]),
    });
    const cgroups = await asked(api, "nodes/node-a/cgroups");
    expect(cgroups).toMatchObject({
      state: "tree",
      driver: { name: "cgroupfs", source: "kubelet" },
      version: 1,
      memoryQos: false,
      enforced: true,
      runtimeUnknown: null,
    });
    expect((cgroups["items"] as object[])[0]).toMatchObject({
      id: "node",
      path: "/kubepods",
      asked: { cpuShares: 1024, memoryLimit: 24_684_084 * 1024 },
    });
    expect(cgroups["items"]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ parent: "node", kind: "pod", tier: "Guaranteed", pod: "api-guaranteed" }),
        expect.objectContaining({
          kind: "container",
          container: "api",
          asked: expect.objectContaining({ cpuShares: 1024 }),
        }),
      ]),
    );
    expect(await asked(api, "nodes/node-a/network")).toMatchObject({
      interfaces: expect.arrayContaining([
        expect.objectContaining({ name: "eth0", rxBytes: "2456822063", rxErrors: "0", rxPerSecond: null }),
        expect.objectContaining({ name: "lab-out" }),
      ]),
    });
    const events = await items(api, "nodes/node-a/events");
    expect(events.map(({ reason }) => reason)).toEqual(expect.arrayContaining(["Killing", "BackOff", "CgroupV1"]));
    expect(events.map(({ at }) => at)).toEqual(
      events
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
  });

  test("one pod of it in full", async () => {
    const api = await startRecorded();
    const pod = await asked(api, "pods/team-a/sick");
    expect(pod).toMatchObject({
      node: "node-a",
      name: "sick",
      containers: [{ name: "main", oomScoreAdj: 1000, restarts: expect.any(Number) }],
      start: expect.arrayContaining([expect.objectContaining({ step: "ready", container: "main" })]),
      places: expect.arrayContaining([
        expect.objectContaining({ signal: "memory.available", place: expect.any(Number) }),
      ]),
      // It crashes too soon to be measured.
      network: { hostNetwork: false, interfaces: null },
      isolation: { hostNetwork: false, containers: [{ name: "main", privileged: false }] },
    });
    expect(await asked(api, "pods/ml/train")).toMatchObject({
      network: { interfaces: [{ name: "eth0", rxBytes: expect.stringMatching(/^\d+$/), rxErrors: "0" }] },
    });
    const transitions = pod["transitions"] as Record<string, unknown>[];
    expect(transitions.filter(({ to }) => to === "Running").length).toBeGreaterThan(3);
    expect(transitions.filter(({ pod }) => pod !== "sick")).toEqual([]);
    const events = pod["events"] as { reason: string; object: { name: string } }[];
    expect(events.map(({ reason }) => reason)).toContain("Unhealthy");
    expect(events.filter(({ object }) => object.name !== "sick")).toEqual([]);
  });

  test("where a pod would fit", async () => {
    const api = await startRecorded();
    expect(await items(api, "fit?memory=1Mi&toleration=*")).toMatchObject([
      { node: "node-a", fits: true, misfits: [] },
    ]);
    expect(await items(api, "fit?nvidia.com/gpu=1&selector=zone=a&toleration=*")).toMatchObject([
      { fits: false, misfits: [{ kind: "selector" }, { kind: "resource", resource: "nvidia.com/gpu", free: 0 }] },
    ]);
    expect(await items(api, "devices")).toHaveLength(4);
  });

  test("why the kubelet killed a container, on its timeline", async () => {
    const api = await startRecorded();
    const transitions = await items(api, "nodes/node-a/transitions?pod=team-a/sick");
    expect(transitions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "container", to: "Killing", reason: "LivenessProbe", source: "apiserver" }),
        expect.objectContaining({ to: "Exited", exitCode: 137, killedBy: "LivenessProbe" }),
      ]),
    );
  });
});

test.each([
  ["nodes/nobody/disk", 404, "unknown_node", /There is no node nobody/],
  ["nodes/nobody/eviction", 404, "unknown_node", /There is no node nobody/],
  ["pods/team-a/nobody", 404, "unknown_pod", /No node is known to have a pod team-a\/nobody/],
  ["pods/team-a/nobody?node=node-a", 404, "unknown_pod", /Node node-a has no pod team-a\/nobody/],
  ["pods/team-a/nobody?node=node-z", 404, "unknown_node", /There is no node node-z/],
  ["pods/team-a/a?node=x&node=y", 400, "bad_node", /node is given more than once/],
  ["nodes/node-a/transitions?pod=a&pod=b", 400, "bad_pod", /pod is given more than once/],
  ["fit", 400, "bad_fit", /Nothing is asked for: write requests as \?cpu=500m/],
  ["fit?cpu=lots", 400, "bad_fit", /^cpu: "lots" is no quantity of Kubernetes/],
  ["fit?cpu=-1", 400, "bad_fit", /^cpu: "-1" is no quantity/],
  ["fit?cpu=1&selector=zone", 400, "bad_selector", /selector "zone" is no label/],
])("GET %s → %i %s", async (path, status, code, message) => {
  const api = await startTestApi();
  api.receive(reportOf({ upserts: SOURCES_OK, heard: HEARD }));
  const answer = await api.get(`/api/v1/${path}`);
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual({ error: { code, message: expect.stringMatching(message) } });
});

test.each([
  ["no pod has a volume", SOURCES_OK, "no", ["VolumeLeftAttached"]],
  ["the pods are no longer told", [sourceOf("kubelet", "GET /pods", { state: "unreachable" })], "unknown", []],
])("an attached volume when %s", async (_, sources, wanted, rules) => {
  const name = "kubernetes.io/csi/disk.example^vol-1";
  const cluster = await startFakeApiServer();
  const node = { metadata: { name: "node-a" }, status: { volumesAttached: [{ name, devicePath: "" }] } };
  listObjects(cluster, "/api/v1/nodes", [node]);
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "test" } });
  api.receive(reportOf({ upserts: [podOf("a"), ...sources], heard: HEARD }));
  await until(async () =>
    expect((await api.get("/api/v1/nodes/node-a/disk")).body).toMatchObject({
      attachable: [{ name, driver: "disk.example", handle: "vol-1", attached: true, inUse: false, wanted }],
    }),
  );
  const { items } = (await api.get("/api/v1/nodes/node-a/findings")).body as {
    items: { rule: string; settled: boolean }[];
  };
  const found = items.filter(({ rule }) => rule === "VolumeLeftAttached");
  expect(found.map(({ rule }) => rule)).toEqual(rules);
  // The controller may be about to detach it.
  expect(found.every(({ settled }) => !settled)).toBe(true);
});

const DISK = "kubernetes.io/csi/disk.example^vol-1";
const OTHER = "kubernetes.io/csi/disk.example^vol-2";

const persistentVolume = (name: string, volumeHandle: string, claim: string): unknown => ({
  metadata: { name },
  spec: { csi: { driver: "disk.example", volumeHandle }, claimRef: { namespace: "team-a", name: claim } },
});

const startWithVolumes = async (): Promise<{ api: RunningApi; cluster: FakeApiServer }> => {
  const cluster = await startFakeApiServer();
  const volumesAttached = [DISK, OTHER].map((name) => ({ name, devicePath: "" }));
  listObjects(cluster, "/api/v1/nodes", [{ metadata: { name: "node-a" }, status: { volumesAttached } }]);
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "test" } });
  const volumes = [{ name: "data", type: "persistentVolumeClaim", reference: "data" }];
  const pod = podOf("db", {
    spec: { containers: [{ name: "main", image: "db:1" }], volumes },
    status: { phase: "Pending" },
  });
  api.receive(reportOf({ upserts: [pod, ...SOURCES_OK], heard: HEARD }));
  return { api, cluster };
};

const attachableOf = async (api: RunningApi) => {
  const { attachable } = (await api.get("/api/v1/nodes/node-a/disk")).body as {
    attachable: { claim: string | null; users: { pod: string }[]; wanted: string }[] | null;
  };
  return attachable?.map(({ claim, users, wanted }) => [claim, users.map(({ pod }) => pod), wanted]);
};

const sourceOfVolumes = async (api: RunningApi) => {
  const { items } = (await api.get("/api/v1/nodes")).body as {
    items: { sources: { call: string; state: string; message: string }[] }[];
  };
  return items[0]?.sources.find(({ call }) => call.endsWith("/persistentvolumes"));
};

test("attached volumes are joined to the pods that use them, and what nobody uses was left behind", async () => {
  const { api, cluster } = await startWithVolumes();
  const told: ((type: string, object: unknown) => void)[] = [];
  cluster.on("/api/v1/persistentvolumes", (url, response) => {
    if (!url.searchParams.has("watch"))
      return json(
        response,
        listOf([persistentVolume("pv-1", "vol-1", "data"), persistentVolume("pv-2", "vol-2", "old")]),
      );
    response.flushHeaders();
    told.push((type, object) => void response.write(`${JSON.stringify({ type, object })}\n`));
  });
  const joined = [
    ["team-a/data", ["db"], "yes"],
    ["team-a/old", [], "no"],
  ];
  await until(async () => expect(await attachableOf(api)).toEqual(joined));
  expect((await api.get("/api/v1/pods/team-a/db")).body).toMatchObject({
    volumes: [{ name: "data", state: "attached", persistentVolume: "pv-1", attachedAs: DISK }],
  });
  const { items } = (await api.get("/api/v1/nodes/node-a/findings")).body as {
    items: { rule: string; subject: { id: string } }[];
  };
  expect(items.filter(({ rule }) => rule === "VolumeLeftAttached").map(({ subject }) => subject.id)).toEqual([OTHER]);

  // A disk whose volume is gone could be that of any claim that is not told.
  await until(() => expect(told).toHaveLength(1));
  told[0]?.("DELETED", persistentVolume("pv-1", "vol-1", "data"));
  await until(async () =>
    expect(await attachableOf(api)).toEqual([
      [null, [], "unknown"],
      ["team-a/old", [], "no"],
    ]),
  );
});

test.each([
  [403, "denied", /refuses to let this user list and watch persistentvolumes/],
  [404, "unsupported", /cannot list and watch persistentvolumes/],
])("PersistentVolumes answered with %i: nothing is joined, and it is said why", async (status, state, message) => {
  const { api, cluster } = await startWithVolumes();
  cluster.on("/api/v1/persistentvolumes", (_url, response) =>
    json(response, { kind: "Status", message: "no" }, status),
  );
  await until(async () => expect(await sourceOfVolumes(api)).toMatchObject({ state }));
  expect((await sourceOfVolumes(api))?.message).toMatch(message);
  expect(await attachableOf(api)).toEqual([
    [null, [], "unknown"],
    [null, [], "unknown"],
  ]);
});
