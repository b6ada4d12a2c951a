import { event, node, pod } from "@bayplan/shared";
import { objectOf, readPod } from "@bayplan/shared/kubernetes";
import { expect, test } from "vitest";
import { recordedObjects, recording } from "../fixtures/recording.ts";
import { projectEvent } from "./projectEvent.ts";
import { projectNode } from "./projectNode.ts";

test.each(["steady", "eviction"] as const)("every recorded object of %s fits the model", (name) => {
  const lines = recording(name);
  const nodes = recordedObjects(lines, "/api/v1/nodes");
  const events = recordedObjects(lines, "/api/v1/events");
  const pods = recordedObjects(lines, "/api/v1/pods");
  expect(Math.min(nodes.length, events.length, pods.length)).toBeGreaterThan(0);
  for (const one of nodes) expect(node.parse(projectNode(one))).toMatchObject({ name: "node-a" });
  for (const one of events) expect(event.parse(projectEvent(one)).object.name).not.toBe("");
  for (const one of pods) expect(pod.parse(readPod(objectOf(one))).spec.nodeName ?? "node-a").toBe("node-a");
});

test("a node, with what is shown of it and nothing else", () => {
  const [first] = recordedObjects(recording("steady"), "/api/v1/nodes");
  const projected = projectNode(first);
  expect(projected.info.kubeletVersion).toMatch(/^v1\.36/);
  expect(projected.capacity["memory"]).toMatch(/Ki$/);
  expect(projected.conditions.map(({ type }) => type)).toContain("Ready");
  expect(JSON.stringify(projected)).not.toContain("managedFields");
});

test("a node's volumes, by name", () => {
  const [name, other] = ["kubernetes.io/csi/disk.example^vol-1", "kubernetes.io/csi/disk.example^vol-2"];
  const projected = projectNode({
    metadata: { name: "node-a" },
    status: { volumesAttached: [{ name, devicePath: "" }, { devicePath: "/dev/sdb" }], volumesInUse: [name, other, 7] },
  });
  expect(node.parse(projected)).toMatchObject({ volumesAttached: [name], volumesInUse: [name, other] });
  expect(projectNode({ metadata: { name: "node-a" } })).not.toHaveProperty("volumesAttached");
});

test("an event of an eviction, with its annotations and its node", () => {
  const evicted = recordedObjects(recording("eviction"), "/api/v1/events")
    .map(projectEvent)
    .filter(({ reason }) => reason === "Evicted");
  expect(evicted.map(({ object }) => object.name)).toEqual([
    "spiller",
    "cache",
    "web",
    "worker",
    "queue",
    "idle-low",
    "db",
  ]);
  expect(evicted[0]?.eviction).toBeUndefined();
  expect(evicted[1]).toMatchObject({ node: "node-a", component: "kubelet", eviction: { starvedResource: "memory" } });
});

test("an event of the newer API, without the older one's fields", () => {
  const projected = projectEvent({
    metadata: { uid: "e1", namespace: "team-a", name: "x" },
    involvedObject: {
      kind: "Pod",
      namespace: "team-a",
      name: "web",
      uid: "u1",
      fieldPath: "spec.initContainers{init}",
    },
    reason: "BackOff",
    eventTime: "2026-11-21T10:00:00.123456Z",
    series: { count: 7, lastObservedTime: "2026-11-21T10:05:00.000000Z" },
    reportingComponent: "kubelet",
    reportingInstance: "node-a",
    firstTimestamp: null,
    lastTimestamp: null,
  });
  expect(event.parse(projected)).toMatchObject({
    node: "node-a",
    component: "kubelet",
    count: 7,
    firstAt: "2026-11-21T10:00:00.123456Z",
    lastAt: "2026-11-21T10:05:00.000000Z",
    object: { container: "init" },
  });
});

test.each([undefined, null, "text", [], {}, { metadata: {} }])("%j is refused", (object) => {
  expect(() => projectNode(object)).toThrow(/has no name/);
  expect(() => projectEvent(object)).toThrow(/has no UID/);
});
