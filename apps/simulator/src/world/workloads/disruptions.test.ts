import { describe, expect, test } from "vitest";
import { type TestWorld, createTestWorld } from "../createTestWorld.ts";
import type { Pod } from "../kubernetes.ts";
import { MINUTE, SECOND } from "../time/clock.ts";
import type { PodPlan } from "./plan.ts";

const pod = (name: string, more: Partial<PodPlan> = {}): PodPlan => ({
  namespace: "team-a",
  name,
  kind: "Pod",
  containers: [{ name: "main", image: "docker.io/lab/busybox:1", stops: 4_000 }],
  ...more,
});

/** Each pod's last word: what its status said before it was gone, by name. */
function watch({ world }: TestWorld): Map<string, Pod> {
  const last = new Map<string, Pod>();
  world.pods.subscribe(({ object }) => last.set(object.metadata.name, object));
  return last;
}

const disruption = (of: Pod | undefined) => of?.status.conditions?.find(({ type }) => type === "DisruptionTarget");

const told = ({ world }: TestWorld, name: string) =>
  world.events
    .list()
    .filter(({ involvedObject }) => involvedObject.name === name)
    .map(({ reason, type, message, source }) => ({ reason, type, message, component: source.component }));

describe("a pod that has to go", () => {
  test("through the eviction API is marked with that, and its kubelet keeps the mark to the end", () => {
    const lab = createTestWorld();
    const last = watch(lab);
    lab.world.controllers.create(pod("web"), "node-a");
    lab.clock.advance(10 * SECOND);
    lab.world.controllers.disruptions.evict(lab.world.handles.pod("team-a", "web").object);
    lab.clock.advance(2 * SECOND);
    expect(last.get("web")?.metadata.deletionTimestamp).toBeDefined();
    expect(disruption(lab.world.handles.pod("team-a", "web").object)).toBeDefined();
    lab.clock.advance(10 * SECOND);
    expect(lab.world.pods.get("team-a", "web")).toBeUndefined();
    expect(disruption(last.get("web"))).toMatchObject({
      status: "True",
      reason: "EvictionByEvictionAPI",
      message: "Eviction API: evicting",
    });
    expect(last.get("web")?.status.containerStatuses?.[0]?.state.terminated?.exitCode).toBe(0);
  });

  test("for one of higher priority makes room before that one comes", () => {
    const lab = createTestWorld();
    const last = watch(lab);
    lab.world.controllers.create(pod("low"), "node-a");
    lab.clock.advance(10 * SECOND);
    const victim = lab.world.handles.pod("team-a", "low");
    lab.world.controllers.create(pod("urgent"), "node-a", victim);
    lab.clock.advance(2 * SECOND);
    const waiting = lab.world.pods.get("team-a", "urgent");
    expect(waiting?.spec.nodeName).toBeUndefined();
    expect(waiting?.status.nominatedNodeName).toBe("node-a");
    expect(told(lab, "low").at(-2)).toMatchObject({
      reason: "Preempted",
      type: "Normal",
      message: `Preempted by pod ${waiting?.metadata.uid} on node node-a`,
      component: "default-scheduler",
    });
    lab.clock.advance(20 * SECOND);
    expect(disruption(last.get("low"))).toMatchObject({
      reason: "PreemptionByScheduler",
      message: "default-scheduler: preempting to accommodate a higher priority pod",
    });
    const placed = lab.world.pods.get("team-a", "urgent");
    expect(placed?.status).toMatchObject({ phase: "Running" });
    expect(placed?.status.nominatedNodeName).toBeUndefined();
    expect(told(lab, "urgent").map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(["FailedScheduling", "Scheduled", "Started"]),
    );
  });

  test("before a taint goes unless it tolerates it", () => {
    const lab = createTestWorld();
    const last = watch(lab);
    lab.world.controllers.create(pod("web", { kind: "Deployment", replace: true }), "node-a");
    lab.world.controllers.create(pod("logs", { kind: "DaemonSet" }), "node-a");
    lab.world.controllers.create(pod("spark", { tolerates: ["dedicated"] }), "node-a");
    lab.clock.advance(10 * SECOND);
    const taint = { key: "dedicated", value: "spark", effect: "NoExecute" };
    lab.world.controllers.disruptions.taint("node-a", taint);
    lab.clock.advance(20 * SECOND);
    const gone = [...last.values()].filter((one) => disruption(one));
    expect(gone.map(({ metadata }) => metadata.labels?.["app.kubernetes.io/name"])).toEqual(["web"]);
    expect(disruption(gone[0])).toMatchObject({
      reason: "DeletionByTaintManager",
      message: "Taint manager: deleting due to NoExecute taint",
    });
    const { name = "" } = gone[0]?.metadata ?? {};
    expect(told(lab, name)).toContainEqual({
      reason: "TaintManagerEviction",
      type: "Normal",
      message: `Marking for deletion Pod team-a/${name}`,
      component: "taint-eviction-controller",
    });
    const web = () => lab.world.controllers.running("node-a", "team-a", "web");
    expect(web()).toEqual([]);
    lab.world.controllers.disruptions.untaint("node-a", taint);
    lab.clock.advance(20 * SECOND);
    expect(web()).toHaveLength(1);
    expect(lab.world.nodes.get("", "node-a")?.spec.taints).toBeUndefined();
  });
});

test("a drain leaves what belongs to the node, and the others come back after it", () => {
  const lab = createTestWorld();
  const last = watch(lab);
  for (const name of ["web", "api"])
    lab.world.controllers.create(pod(name, { kind: "Deployment", replace: true }), "node-a");
  lab.world.controllers.create(pod("logs", { kind: "DaemonSet" }), "node-a");
  lab.world.staticPods.add(pod("proxy", { kind: "Static" }), "node-a");
  lab.clock.advance(10 * SECOND);
  lab.world.controllers.disruptions.drain("node-a");
  lab.clock.advance(MINUTE);
  expect(lab.world.nodes.get("", "node-a")?.spec.unschedulable).toBe(true);
  const stay = [...lab.kubelet.core.pods.values()];
  expect(stay.map(({ plan }) => plan.name).toSorted()).toEqual(["logs", "proxy"]);
  expect([...last.values()].filter((one) => disruption(one)?.reason === "EvictionByEvictionAPI")).toHaveLength(2);
  const waiting = lab.world.pods.list().filter(({ spec }) => spec.nodeName === undefined);
  expect(waiting.map(({ status }) => status.conditions?.[0]?.message)).toEqual([
    expect.stringContaining("1 node(s) were unschedulable"),
    expect.stringContaining("1 node(s) were unschedulable"),
  ]);
  lab.world.controllers.disruptions.uncordon("node-a");
  lab.clock.advance(20 * SECOND);
  expect(lab.kubelet.core.pods.size).toBe(4);
});
