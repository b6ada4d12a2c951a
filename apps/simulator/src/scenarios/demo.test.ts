import { describe, expect, test } from "vitest";
import { type World, createWorld } from "../world/createWorld.ts";
import type { Event } from "../world/kubernetes.ts";
import type { PodEntry } from "../world/kubelet/state.ts";
import { amount } from "../world/quantity.ts";
import { podWorkingSet } from "../world/stats/usage.ts";
import { HOUR, MINUTE, SECOND } from "../world/time/clock.ts";
import { type VirtualClock, createVirtualClock } from "../world/time/virtualClock.ts";
import { demo } from "./demo.ts";

function begin(seed = 1, size: { nodes?: number; podsPerNode?: number } = {}): { clock: VirtualClock; world: World } {
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
  demo(world, { seed, nodes: size.nodes, podsPerNode: size.podsPerNode, containersPerPod: 2 });
  return { clock, world };
}

interface Told {
  at: number;
  reason: string;
  object: string;
  message: string;
}

/** Every event from now on, one more of a known one too. */
function listen({ clock, world }: ReturnType<typeof begin>): Told[] {
  const startedAt = clock.now();
  const told: Told[] = [];
  world.events.subscribe(({ type, object }) => {
    if (type === "DELETED") return;
    const { involvedObject, reason, message } = object as Event;
    told.push({ at: clock.now() - startedAt, reason, object: involvedObject.name, message });
  });
  return told;
}

function tell(seed: number): Told[] {
  const story = begin(seed);
  const told = listen(story);
  story.clock.advance(12 * MINUTE);
  return told;
}

function memoryOf(entry: PodEntry, at: number): { name: string; priority: number; excess: number } {
  const request = entry.slots
    .filter(({ kind }) => kind !== "init")
    .reduce((sum, { spec }) => sum + amount(spec.resources.requests?.["memory"]), 0);
  return {
    name: entry.object.metadata.name,
    priority: entry.object.spec.priority,
    excess: podWorkingSet(entry, at) - request,
  };
}

const count = (world: World) => ({
  pods: world.pods.size(),
  events: world.events.size(),
  history: world.pods.historySize() + world.events.historySize() + world.nodes.historySize(),
  planned: world.agenda.size(),
  containers: [...world.kubelets.values()].reduce((sum, { core }) => sum + core.runtime.containers().length, 0),
  sandboxes: [...world.kubelets.values()].reduce((sum, { core }) => sum + core.runtime.sandboxes().length, 0),
});

const larger = (a: ReturnType<typeof count>, b: ReturnType<typeof count>) => ({
  pods: Math.max(a.pods, b.pods),
  events: Math.max(a.events, b.events),
  history: Math.max(a.history, b.history),
  planned: Math.max(a.planned, b.planned),
  containers: Math.max(a.containers, b.containers),
  sandboxes: Math.max(a.sandboxes, b.sandboxes),
});

describe("the demo", () => {
  test("shows a dozen nodes in three zones and every QoS class", () => {
    const { world } = begin();
    const nodes = world.nodes.list();
    expect(nodes.length).toBeGreaterThanOrEqual(12);
    expect(new Set(nodes.map(({ metadata }) => metadata.labels?.["topology.kubernetes.io/zone"]))).toEqual(
      new Set(["zone-a", "zone-b", "zone-c"]),
    );
    const classes = new Set(world.pods.list().map(({ status }) => status.qosClass));
    expect(classes).toEqual(new Set(["Guaranteed", "Burstable", "BestEffort"]));
  });

  test("something worth a look happens in the first half minute and in every minute after", () => {
    const story = begin();
    const told = listen(story);
    story.clock.advance(30 * SECOND);
    expect(told.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(["BackOff", "Started", "UnexpectedAdmissionError"]),
    );
    const oom = story.world.pods
      .list()
      .flatMap(({ status }) => status.containerStatuses ?? [])
      .filter(({ lastState }) => lastState.terminated?.reason === "OOMKilled");
    expect(oom).toHaveLength(1);
    story.clock.advance(2 * HOUR);
    const dull: number[] = [];
    for (let minute = 0; minute < 120; minute++) {
      const within = told.filter(({ at }) => at >= minute * MINUTE && at < (minute + 1) * MINUTE);
      if (within.length < 4) dull.push(minute);
    }
    expect(dull).toEqual([]);
  });

  test("one node after the other goes into pressure, and the pods go in the order of the story", () => {
    const story = begin();
    const told = listen(story);
    story.clock.advance(HOUR);
    const evicted = told.filter(({ reason, message }) => reason === "Evicted" && message.includes("Container"));
    const firstOfMemory = evicted.filter(({ message }) => message.includes("resource: memory")).slice(0, 4);
    expect(firstOfMemory.map(({ object }) => object.replace(/-[^-]+-[^-]+$/, ""))).toEqual([
      "notebook-eva",
      "backfill-orders",
      "notebook-eva",
      "backfill-orders",
    ]);
    expect(firstOfMemory[0]?.at).toBeLessThan(MINUTE);
    expect(evicted.some(({ object }) => object.startsWith("etl-export"))).toBe(true);
    expect(told.some(({ message }) => message.startsWith('Usage of EmptyDir volume "scratch" exceeds the limit'))).toBe(
      true,
    );
    const reasons = told.map(({ reason }) => reason);
    expect(reasons).toEqual(
      expect.arrayContaining([
        "EvictionThresholdMet",
        "NodeHasInsufficientMemory",
        "NodeHasSufficientMemory",
        "NodeHasDiskPressure",
        "NodeHasNoDiskPressure",
        "NodeNotReady",
        "NodeReady",
        "ResizeCompleted",
        "FailedScheduling",
      ]),
    );
  });

  test("the pod that is put out is the one a kubelet would choose", () => {
    const story = begin();
    const { world, clock } = story;
    const wrong: string[] = [];
    let evictions = 0;
    world.events.subscribe(({ object, type }) => {
      if (type !== "ADDED" || object.reason !== "Evicted" || !object.message.includes("low on resource: memory"))
        return;
      evictions++;
      const core = world.kubelets.get("web-03")?.core;
      const ranked = [...(core?.pods.values() ?? [])]
        .filter(({ stage, object: pod }) => stage === "running" && pod.spec.priority < 2_000_000_000)
        .map((entry) => memoryOf(entry, clock.now()))
        .toSorted(
          (a, b) => Number(b.excess > 0) - Number(a.excess > 0) || a.priority - b.priority || b.excess - a.excess,
        );
      if (ranked[0]?.name !== object.involvedObject.name)
        wrong.push(`${object.involvedObject.name}, not ${ranked[0]?.name}`);
    });
    clock.advance(3 * HOUR);
    expect(evictions).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });

  test("says of an eviction what was available, below the threshold", () => {
    const story = begin();
    const told = listen(story);
    story.clock.advance(HOUR);
    const messages = told
      .filter(({ message }) => message.includes("low on resource: memory"))
      .map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(8);
    for (const message of messages) {
      const [, available] = /Threshold quantity: 1536Mi, available: (\d+)Ki\. /.exec(message) ?? [];
      expect(Number(available)).toBeGreaterThan(0);
      expect(Number(available)).toBeLessThan(1536 * 1024);
    }
  });

  test("the same seed tells the same story, another seed another", () => {
    const first = tell(7);
    expect(tell(7)).toEqual(first);
    expect(tell(8)).not.toEqual(first);
  });

  test("goes on for a day without growing", () => {
    const story = begin();
    const most = (hours: number) => {
      const counts = Array.from({ length: hours * 6 }, () => {
        story.clock.advance(10 * MINUTE);
        return count(story.world);
      });
      return counts.reduce((a, b) => larger(a, b));
    };
    story.clock.advance(2 * HOUR);
    const early = most(4);
    story.clock.advance(12 * HOUR);
    const late = most(6);
    const grown = Object.entries(late).filter(([what, value]) => value > 1.2 * early[what as keyof typeof early] + 20);
    expect(grown).toEqual([]);
  }, 60_000);

  test("has the size that is asked for", () => {
    const { world } = begin(1, { nodes: 20, podsPerNode: 15 });
    expect(world.nodes.size()).toBe(20);
    for (const { core } of world.kubelets.values()) expect(core.pods.size).toBeGreaterThanOrEqual(15);
    const few = begin(1, { nodes: 3 });
    expect(few.world.nodes.size()).toBe(3);
    few.clock.advance(30 * MINUTE);
    expect(few.world.events.size()).toBeGreaterThan(10);
  });
});
