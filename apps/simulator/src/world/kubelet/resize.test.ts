import { expect, test } from "vitest";
import { createTestWorld } from "../createTestWorld.ts";
import type { ResourceRequirements } from "../kubernetes.ts";
import { GIB } from "../quantity.ts";
import { MINUTE, SECOND } from "../time/clock.ts";
import type { PodPlan } from "../workloads/plan.ts";

const asks = (memory: string): ResourceRequirements => ({ requests: { memory } });

const pod = (name: string, memory: string): PodPlan => ({
  namespace: "team-a",
  name,
  kind: "Pod",
  containers: [{ name: "main", image: "docker.io/lab/busybox:1", resources: asks(memory) }],
});

function begin() {
  const lab = createTestWorld({ memory: 9 * GIB, evictionHard: { "memory.available": "1Gi" } });
  lab.world.controllers.create(pod("web", "2Gi"), "node-a");
  lab.world.controllers.create(pod("cache", "4Gi"), "node-a");
  lab.clock.advance(10 * SECOND);
  const resize = (memory: string) => {
    lab.world.handles.resize(lab.world.handles.pod("team-a", "web"), "main", asks(memory));
    lab.clock.advance(SECOND);
  };
  const status = () => lab.world.pods.get("team-a", "web")?.status;
  const pending = () => status()?.conditions?.find(({ type }) => type === "PodResizePending");
  const told = () =>
    lab.world.events
      .list()
      .map(({ reason }) => reason)
      .filter((reason) => reason.startsWith("Resize"))
      .toSorted();
  return { ...lab, resize, status, pending, told };
}

test("a resize that has no room now waits for it", () => {
  const { clock, world, resize, status, pending, told } = begin();
  resize("6Gi");
  expect(pending()).toMatchObject({
    status: "True",
    reason: "Deferred",
    message: `Node didn't have enough resource: memory, requested: ${6 * GIB}, used: ${4 * GIB}, capacity: ${8 * GIB}`,
  });
  expect(world.pods.get("team-a", "web")?.spec.containers[0]?.resources).toEqual(asks("6Gi"));
  expect(status()?.containerStatuses?.[0]).toMatchObject({
    allocatedResources: { memory: "2Gi" },
    resources: asks("2Gi"),
  });
  world.controllers.remove("team-a", "cache");
  clock.advance(MINUTE);
  expect(pending()).toBeUndefined();
  expect(status()?.containerStatuses?.[0]).toMatchObject({
    allocatedResources: { memory: "6Gi" },
    resources: asks("6Gi"),
  });
  expect(told()).toEqual(["ResizeCompleted", "ResizeDeferred", "ResizeStarted"]);
});

test("a resize beyond the node is infeasible until it is withdrawn", () => {
  const { clock, resize, status, pending, told } = begin();
  resize("12Gi");
  clock.advance(MINUTE);
  expect(pending()).toMatchObject({
    reason: "Infeasible",
    message: `Node didn't have enough capacity: memory, requested: ${12 * GIB}, capacity: ${8 * GIB}`,
  });
  resize("2Gi");
  expect(pending()).toBeUndefined();
  expect(status()?.containerStatuses?.[0]?.allocatedResources).toEqual({ memory: "2Gi" });
  expect(told()).toEqual(["ResizeInfeasible"]);
});
