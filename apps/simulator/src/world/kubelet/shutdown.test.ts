import { expect, test } from "vitest";
import { createTestWorld } from "../createTestWorld.ts";
import { MINUTE, SECOND } from "../time/clock.ts";
import type { PodPlan } from "../workloads/plan.ts";

const pod = (name: string, more: Partial<PodPlan> = {}): PodPlan => ({
  namespace: "team-a",
  name,
  kind: "Pod",
  containers: [{ name: "main", image: "docker.io/lab/busybox:1" }],
  ...more,
});

test("a machine that shuts down ends its pods, takes no more, and comes up again", () => {
  const { clock, world, kubelet } = createTestWorld({
    shutdownGrace: { ordinary: 20 * SECOND, critical: 10 * SECOND },
  });
  const critical = { className: "system-node-critical", value: 2_000_001_000 };
  world.controllers.create(pod("web", { containers: [{ name: "main", image: "a:1", stops: "deaf" }] }), "node-a");
  world.controllers.create(pod("network", { kind: "DaemonSet", priority: critical, replace: true }), "node-a");
  clock.advance(20 * SECOND);
  const ready = () => world.nodes.get("", "node-a")?.status.conditions.find(({ type }) => type === "Ready");
  const bootID = () => world.nodes.get("", "node-a")?.status.nodeInfo["bootID"];
  const before = bootID();
  const createdAt = world.nodes.get("", "node-a")?.metadata.creationTimestamp;

  kubelet.shutdown.begin();
  expect(ready()).toMatchObject({ status: "False", reason: "KubeletNotReady", message: "node is shutting down" });
  expect(world.nodes.get("", "node-a")?.spec.taints?.map(({ key }) => key)).toContain("node.kubernetes.io/not-ready");
  clock.advance(10 * SECOND);
  const network = () => [...kubelet.core.pods.values()].filter(({ plan }) => plan.name === "network");
  expect(network().map(({ stage }) => stage)).toEqual(["running"]);
  world.controllers.create(pod("late", { kind: "DaemonSet" }), "node-a");
  clock.advance(12 * SECOND);
  expect(world.pods.get("team-a", "web")?.status).toMatchObject({
    phase: "Failed",
    reason: "Terminated",
    message: "Pod was terminated in response to imminent node shutdown.",
    conditions: expect.arrayContaining([
      expect.objectContaining({ type: "DisruptionTarget", reason: "TerminationByKubelet" }),
    ]),
  });
  const refused = world.pods.list().find(({ status }) => status.reason === "NodeShutdown");
  expect(refused?.status).toMatchObject({
    phase: "Failed",
    message: "Pod was rejected: Pod was rejected as the node is shutting down.",
  });
  expect(world.askKubelet("node-a", "/healthz")).toBeNull();
  clock.advance(2 * MINUTE);
  expect(ready()?.status).toBe("Unknown");

  kubelet.shutdown.boot();
  clock.advance(10 * SECOND);
  expect(ready()?.status).toBe("True");
  expect(world.nodes.get("", "node-a")?.spec.taints).toBeUndefined();
  expect(bootID()).not.toBe(before);
  expect(world.nodes.get("", "node-a")?.metadata.creationTimestamp).toBe(createdAt);
  expect(network().filter(({ stage }) => stage === "running")).toHaveLength(1);
  const told = world.events.list().map(({ reason }) => reason);
  expect(told).toEqual(expect.arrayContaining(["NodeShutdown", "NodeNotReady", "Starting", "Rebooted", "NodeReady"]));
});
