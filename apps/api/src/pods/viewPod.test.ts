import type { ContainerStatus, Entity, Pod } from "@bayplan/shared";
import { expect, test } from "vitest";
import { AT, podOf } from "../fixtures/report.ts";
import { createEntityStore } from "../nodes/entityStore.ts";
import type { Picture } from "../nodes/picture.ts";
import type { ContainerView } from "../views/pod.ts";
import { podViews } from "./viewPod.ts";
import { strayViews } from "./viewStrays.ts";

const pictureOf = (pods: Pod[] | null, ...entities: Entity[]): Picture => {
  const store = createEntityStore();
  for (const entity of [...(pods ?? []), ...entities]) store.upsert(entity);
  return { pods, podStore: store, podSource: "kubelet", kubeletVersion: "v1.36.2", usage: store, sockets: store };
};

const statusOf = (changes: Partial<ContainerStatus>): ContainerStatus => ({
  name: "main",
  state: {},
  lastState: {},
  ready: false,
  restartCount: 0,
  image: "",
  imageID: "",
  ...changes,
});

const owned = (pod: string) => ({ namespace: "team-a", pod, podUid: `uid-${pod}` });

const containerOf = (id: string, pod: string, attempt = 0): Extract<Entity, { kind: "container" }> => ({
  kind: "container",
  id,
  ...owned(pod),
  name: "main",
  sandboxId: "s1",
  attempt,
  state: "Exited",
  image: "",
  imageRef: "",
  createdAt: AT,
  exitCode: 1,
});

const sandboxOf = (id: string, pod: string): Extract<Entity, { kind: "sandbox" }> => ({
  kind: "sandbox",
  id,
  ...owned(pod),
  attempt: 0,
  state: "Ready",
  createdAt: AT,
  runtimeHandler: "",
});

const only = (picture: Picture): ContainerView => {
  const container = podViews(picture)[0]?.containers[0];
  if (!container) throw new Error("no container");
  return container;
};

test.each<[string, ContainerStatus["state"], Partial<ContainerView>]>([
  ["nothing yet", {}, { state: "Waiting", reason: null }],
  [
    "waiting",
    { waiting: { reason: "CrashLoopBackOff", message: "back-off 10s" } },
    { state: "Waiting", reason: "CrashLoopBackOff", message: "back-off 10s", exitCode: null, troubled: true },
  ],
  ["running", { running: { startedAt: AT } }, { state: "Running", reason: null, since: AT, troubled: false }],
  [
    "exited",
    { terminated: { exitCode: 137, reason: "OOMKilled", finishedAt: AT } },
    { state: "Exited", reason: "OOMKilled", exitCode: 137, since: AT, troubled: true },
  ],
])("the state that the API tells: %s", (_what, state, expected) => {
  const pod = podOf("a", { status: { phase: "Running", containerStatuses: [statusOf({ state })] } });
  expect(only(pictureOf([pod]))).toMatchObject(expected);
});

test("where the API tells no state yet, the newest of the runtime's containers does", () => {
  const picture = pictureOf([podOf("a")], containerOf("old", "a", 0), containerOf("new", "a", 1));
  expect(only(picture)).toMatchObject({ state: "Exited", containerId: "new", runtimeState: "Exited", restarts: 1 });
});

test("the runtime's container is found by the id that the status names", () => {
  const status = statusOf({ containerID: "containerd://old", state: { running: {} } });
  const pod = podOf("a", { status: { phase: "Running", containerStatuses: [status] } });
  const picture = pictureOf([pod], containerOf("old", "a", 0), containerOf("new", "a", 1));
  expect(only(picture)).toMatchObject({ containerId: "old", runtimeState: "Exited", state: "Running" });
});

const specOf = (name: string) => ({ name, image: "i" });

test("init containers, sidecars and ephemeral ones are told apart, each with its own status", () => {
  const pod = podOf("a", {
    spec: {
      initContainers: [specOf("init"), { ...specOf("proxy"), restartPolicy: "Always" }],
      containers: [specOf("main")],
      ephemeralContainers: [specOf("debug")],
    },
    status: {
      phase: "Running",
      initContainerStatuses: [statusOf({ name: "proxy", restartCount: 3 })],
      ephemeralContainerStatuses: [statusOf({ name: "debug", state: { running: {} } })],
    },
  });
  expect(
    podViews(pictureOf([pod]))[0]?.containers.map(({ name, type, restarts, state }) => [name, type, restarts, state]),
  ).toEqual([
    ["init", "init", 0, "Waiting"],
    ["proxy", "sidecar", 3, "Waiting"],
    ["main", "container", 0, "Waiting"],
    ["debug", "ephemeral", 0, "Running"],
  ]);
});

test("probes, throttling, devices and CPUs of the container", () => {
  const picture = pictureOf(
    [podOf("a")],
    {
      kind: "probeResults",
      id: "uid-a/main/Liveness",
      podUid: "uid-a",
      container: "main",
      probe: "Liveness",
      results: { successful: 9, failed: 2 },
    },
    { kind: "throttling", id: "team-a/a/main", periods: 100, throttledPeriods: 25, throttledSeconds: 1 },
    {
      kind: "allocation",
      id: "team-a/a/main",
      namespace: "team-a",
      pod: "a",
      container: "main",
      devices: [{ resource: "nvidia.com/gpu", deviceId: "GPU-1" }],
      cpuIds: [2, 3],
      memory: [],
      claims: [],
    },
  );
  expect(only(picture)).toMatchObject({
    probes: [{ probe: "Liveness", successful: 9, failed: 2 }],
    throttledShare: 0.25,
    devices: [{ resource: "nvidia.com/gpu", id: "GPU-1" }],
    cpuIds: [2, 3],
  });
});

test("a status that says another QoS class than the spec makes is shown, and what it should be", () => {
  const pod = podOf("a", { status: { phase: "Running", qosClass: "Guaranteed" } });
  expect(podViews(pictureOf([pod]))[0]).toMatchObject({ qosClass: "Guaranteed", qosClassExpected: "BestEffort" });
  expect(podViews(pictureOf([podOf("a", { status: {} })]))[0]).toMatchObject({
    qosClass: "BestEffort",
    qosClassExpected: null,
    phase: "Unknown",
  });
});

test("a malformed quantity leaves the pod on the page, without that amount", () => {
  const resources = { requests: { cpu: "a lot", memory: "1Ki" } };
  const pod = podOf("a", { spec: { containers: [{ name: "main", image: "i", resources }] } });
  expect(only(pictureOf([pod])).requests).toEqual({ memory: 1024 });
});

test("what no pod accounts for is a stray; a static pod accounts by its name", () => {
  const mirror = podOf("kube-proxy", { id: "uid-of-mirror", mirror: true });
  const picture = pictureOf(
    [podOf("a"), mirror],
    sandboxOf("s1", "a"),
    containerOf("c1", "a"),
    sandboxOf("s2", "kube-proxy"),
    sandboxOf("s3", "gone"),
    containerOf("c3", "gone"),
  );
  expect(strayViews(picture).map(({ type, id, pod, container }) => [type, id, pod, container])).toEqual([
    ["sandbox", "s3", "gone", null],
    ["container", "c3", "gone", "main"],
  ]);
  expect(podViews(picture).find(({ name }) => name === "kube-proxy")?.sandboxes).toHaveLength(1);
});

test("while the pods are not known nothing is a stray", () => {
  expect(strayViews(pictureOf(null, sandboxOf("s3", "gone")))).toEqual([]);
});

test("a static pod is known to the runtime by its file's hash, or as the runtime itself says", () => {
  const uidOf = (picture: Picture) => podViews(picture)[0]?.runtimeUid;
  const mirror = { mirror: true } as const;
  expect(uidOf(pictureOf([podOf("a")]))).toBe("uid-a");
  expect(uidOf(pictureOf([podOf("a", { ...mirror, configHash: "4d6f" })]))).toBe("4d6f");
  expect(uidOf(pictureOf([podOf("a", mirror)], { ...sandboxOf("s1", "a"), podUid: "own" }))).toBe("own");
  expect(uidOf(pictureOf([podOf("a", mirror)]))).toBeNull();
});
