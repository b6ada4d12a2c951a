import { describe, expect, test } from "vitest";
import { type World, createWorld } from "../world/createWorld.ts";
import { requested } from "../world/kubelet/admission.ts";
import { allocatableAmounts } from "../world/kubelet/nodeResources.ts";
import type { Node, Pod } from "../world/kubernetes.ts";
import { MINUTE, SECOND } from "../world/time/clock.ts";
import { type VirtualClock, createVirtualClock } from "../world/time/virtualClock.ts";
import { DEMO_PAST, demo } from "./demo.ts";

interface Change {
  /** Milliseconds since the story is watched. */
  at: number;
  what: "container" | "failed" | "disrupted" | "resize" | "node" | "device";
  where: string;
  says: string;
}

function begin(seed = 1): { clock: VirtualClock; world: World } {
  const clock = createVirtualClock();
  const world = createWorld({
    clock,
    seed,
    log: {
      warn: (details) => {
        throw new Error("an action failed", { cause: Reflect.get(details, "err") });
      },
    },
  });
  demo(world, { seed, nodes: undefined, podsPerNode: undefined, containersPerPod: undefined });
  return { clock, world };
}

/** What an onlooker sees change from now on; events that say the same again, and samples, are no change. */
function watch({ clock, world }: ReturnType<typeof begin>): Change[] {
  const startedAt = clock.now();
  const changes: Change[] = [];
  const add = (what: Change["what"], where: string, says: string) =>
    changes.push({ at: clock.now() - startedAt, what, where, says });
  for (const [name, { core }] of world.kubelets) {
    core.runtime.subscribe((event) => {
      if (event.type === "stopped" && event.id !== event.sandbox.id) add("container", name, event.sandbox.name);
    });
  }
  world.pods.subscribe(({ object, previous }) => {
    const node = object.spec.nodeName ?? "";
    if (object.status.phase === "Failed" && previous?.status.phase !== "Failed")
      add("failed", node, object.status.reason ?? "");
    for (const type of ["DisruptionTarget", "PodResizePending"]) {
      const now = conditionOf(object, type);
      if (now !== undefined && now !== conditionOf(previous, type))
        add(type === "DisruptionTarget" ? "disrupted" : "resize", node, now);
    }
  });
  world.nodes.subscribe(({ object, previous }) => {
    for (const { type, status, reason } of object.status.conditions)
      if (previous && status !== previous.status.conditions.find((before) => before.type === type)?.status)
        add("node", object.metadata.name, reason);
    if (previous && devices(object) !== devices(previous)) add("device", object.metadata.name, devices(object));
  });
  return changes;
}

const conditionOf = (pod: Pod | undefined, wanted: string): string | undefined =>
  pod?.status.conditions?.find(({ type }) => type === wanted)?.reason;

const devices = ({ status }: Node): string =>
  Object.entries(status.allocatable)
    .filter(([name]) => name.includes("/"))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");

describe("the demo's story", () => {
  test.each([1, 2, 77])(
    "shows something in the first half minute, and in every minute of an hour (seed %i)",
    (seed) => {
      const story = begin(seed);
      story.clock.advance(DEMO_PAST);
      const changes = watch(story);
      story.clock.advance(60 * MINUTE);
      expect(changes[0]?.at).toBeLessThan(30 * SECOND);
      const moments = [0, ...changes.map(({ at }) => at), 60 * MINUTE];
      const pauses = moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
      expect(Math.max(...pauses)).toBeLessThan(MINUTE);
      // Not only the job that comes every minute.
      const others = changes.filter(({ says }) => !says.startsWith("export-orders"));
      const dull = Array.from({ length: 60 }, (_, minute) => minute).filter(
        (minute) => !others.some(({ at }) => at >= minute * MINUTE && at < (minute + 1) * MINUTE),
      );
      expect(dull).toEqual([]);
    },
  );

  test("plays every act within its first twenty minutes", () => {
    const story = begin();
    const changes = watch(story);
    story.clock.advance(20 * MINUTE);
    const seen = [
      ...new Set(changes.filter(({ what }) => what !== "container").map(({ where, says }) => `${where}: ${says}`)),
    ];
    expect(seen).toEqual(
      expect.arrayContaining([
        "web-03: Evicted",
        "web-03: TerminationByKubelet",
        "web-03: KubeletHasInsufficientMemory",
        "web-03: KubeletHasSufficientMemory",
        "data-02: Evicted",
        "data-02: KubeletHasDiskPressure",
        "batch-02: Evicted",
        "gpu-a100-01: UnexpectedAdmissionError",
        "gpu-a100-01: nvidia.com/gpu 5, nvidia.com/gpu.shared 8",
        "gpu-a100-01: nvidia.com/gpu 6, nvidia.com/gpu.shared 8",
        "edge-09: NodeStatusUnknown",
        "edge-09: KubeletReady",
        "edge-09: Preempting",
        "web-02: Deferred",
        "data-01: Infeasible",
        "win-01: EvictionByEvictionAPI",
        "batch-01: DeletionByTaintManager",
        "gpu-a100-02: PreemptionByScheduler",
        "ci-01: Terminated",
        "ci-01: NodeShutdown",
        "ci-01: KubeletNotReady",
        "ci-01: KubeletReady",
      ]),
    );
    const told = story.world.events.list().map(({ reason }) => reason);
    expect(told).toEqual(
      expect.arrayContaining(["Preempting", "Preempted", "TaintManagerEviction", "NodeShutdown", "Rebooted"]),
    );
  });

  test("the pod that is preempted is the one a kubelet would choose", () => {
    const story = begin();
    const wrong: string[] = [];
    let preempted = 0;
    story.world.events.subscribe(({ object, type }) => {
      if (type !== "ADDED" || object.reason !== "Preempting") return;
      preempted++;
      const pods = [...(story.world.kubelets.get("edge-09")?.core.pods.values() ?? [])];
      // Of the Burstable ones, that with the smallest request that is enough: here only one asks for so many CPUs.
      const enough = pods.filter(
        ({ object: pod, stage }) =>
          stage === "running" &&
          pod.status.qosClass === "Burstable" &&
          Number(pod.spec.containers[0]?.resources.requests?.["cpu"]) >= 1.4,
      );
      if (enough.length !== 1 || enough[0]?.object.metadata.name !== object.involvedObject.name)
        wrong.push(object.involvedObject.name);
    });
    story.clock.advance(60 * MINUTE);
    expect(preempted).toBe(3);
    expect(wrong).toEqual([]);
  });

  test.each([1, 2, 3, 4])("asks of no node for more than it has (seed %i)", (seed) => {
    const { world } = begin(seed);
    for (const { core } of world.kubelets.values()) {
      const pods = [...core.pods.values()];
      expect(pods.length).toBeLessThanOrEqual(110);
      const allocatable = allocatableAmounts(core.profile);
      for (const resource of ["cpu", "memory"] as const) {
        const asked = pods.reduce((sum, entry) => sum + requested(entry, resource), 0);
        expect(asked, `${resource} of ${core.profile.name}`).toBeLessThanOrEqual(allocatable[resource]);
      }
    }
    expect(world.kubelets.get("web-02")?.core.pods.size).toBe(110);
  });
});
