import { expect, test } from "vitest";
import { createTestWorld } from "../createTestWorld.ts";
import { SECOND } from "../time/clock.ts";
import type { PodPlan } from "./plan.ts";

const proxy: PodPlan = {
  namespace: "kube-system",
  name: "proxy",
  kind: "Static",
  priority: { className: "system-node-critical", value: 2_000_001_000 },
  containers: [{ name: "main", image: "docker.io/lab/proxy:1", resources: { requests: { cpu: "3" } } }],
};

test("a static pod is the kubelet's own, and the API has its mirror under another UID", () => {
  const { clock, world, kubelet } = createTestWorld();
  const entry = world.staticPods.add(proxy, "node-a");
  clock.advance(10 * SECOND);
  const { uid: hash } = entry.object.metadata;
  expect(entry.object.metadata.name).toBe("proxy-node-a");
  expect(entry.object.metadata.annotations).toMatchObject({
    "kubernetes.io/config.source": "file",
    "kubernetes.io/config.hash": hash,
  });
  const mirror = world.pods.get("kube-system", "proxy-node-a");
  expect(mirror?.metadata.uid).not.toBe(hash);
  expect(mirror?.metadata.annotations).toMatchObject({
    "kubernetes.io/config.source": "file",
    "kubernetes.io/config.mirror": hash,
  });
  expect(mirror?.metadata.ownerReferences).toMatchObject([
    { kind: "Node", name: "node-a", uid: world.nodes.get("", "node-a")?.metadata.uid },
  ]);
  expect(mirror?.status.phase).toBe("Running");
  expect(mirror?.status).toEqual(entry.object.status);
  expect(kubelet.core.runtime.sandboxes().map(({ uid }) => uid)).toEqual([hash]);

  kubelet.end(entry, entry.slots[0] ?? expect.fail(), 1, "Error");
  clock.advance(5 * SECOND);
  expect(world.pods.get("kube-system", "proxy-node-a")?.status.containerStatuses?.[0]?.restartCount).toBe(1);

  world.staticPods.remove(entry);
  clock.advance(10 * SECOND);
  expect(world.pods.get("kube-system", "proxy-node-a")).toBeUndefined();
  expect(kubelet.core.pods.size).toBe(0);
});

test("the kubelet makes room for a critical pod", () => {
  const { clock, world, kubelet } = createTestWorld({ cores: 4 });
  world.controllers.create(
    {
      namespace: "team-a",
      name: "warmer",
      kind: "Deployment",
      containers: [{ name: "main", image: "a:1", resources: { requests: { cpu: "2" } } }],
    },
    "node-a",
  );
  clock.advance(10 * SECOND);
  const entry = world.staticPods.add({ ...proxy, preempts: { namespace: "team-a", name: "warmer" } }, "node-a");
  clock.advance(10 * SECOND);
  expect(entry.stage).toBe("running");
  const victim = world.pods.list().find(({ metadata }) => metadata.namespace === "team-a");
  expect(victim?.status).toMatchObject({
    phase: "Failed",
    reason: "Preempting",
    message: "Preempted in order to admit critical pod",
    conditions: expect.arrayContaining([
      expect.objectContaining({
        type: "DisruptionTarget",
        reason: "TerminationByKubelet",
        message: "Pod was preempted by Kubelet to accommodate a critical pod.",
      }),
    ]),
  });
  const event = world.events.list().find(({ reason }) => reason === "Preempting");
  expect(event).toMatchObject({ type: "Warning", involvedObject: { uid: victim?.metadata.uid } });
  expect(world.askKubelet("node-a", "/metrics")?.body).toContain('kubelet_preemptions{preemption_signal="cpu"} 1');
  expect(kubelet.core.pods.size).toBe(2);
});
