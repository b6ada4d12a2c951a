import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { type TestWorld, createTestWorld } from "../createTestWorld.ts";
import type { Event, Pod } from "../kubernetes.ts";
import { amount } from "../quantity.ts";
import { tellEvent, tellPod } from "../tellStory.ts";
import { MINUTE, SECOND } from "../time/clock.ts";
import type { PodPlan } from "../workloads/plan.ts";

/** What an onlooker saw of one pod, by where it was seen; the same twice in a row is told once. */
interface Tale {
  api: string[];
  events: string[];
  cri: string[];
}

interface Line {
  at: string;
  source: string;
  call: string;
  body: Record<string, unknown>;
}

const read = (name: string): Line[] =>
  gunzipSync(readFileSync(join(import.meta.dirname, `../../../../../recordings/${name}.jsonl.gz`)))
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);

const tale = (): Tale => ({ api: [], events: [], cri: [] });

const add = (to: string[], line: string) => {
  if (to.at(-1) !== line) to.push(line);
};

interface RecordedEvent {
  container_id: string;
  container_event_type: string;
  pod_sandbox_status: { id: string; state: string; metadata: { name: string } };
  containers_statuses: { id: string; metadata: { name: string; attempt: number } }[];
}

function recordedTale(lines: Line[], pod: string, until: string): Tale {
  const told = tale();
  const names = new Map<string, string>();
  for (const { at, call, body } of lines) {
    if (at > until) break;
    const object = body["object"] as Pod & Event;
    if (call === "watch /api/v1/pods" && object.metadata.name === pod && object.status.startTime)
      add(told.api, tellPod(object));
    if (call === "watch /api/v1/events" && object.involvedObject?.name === pod && object.reason !== "MissingClusterDNS")
      add(told.events, tellEvent(object));
    if (!call.endsWith("GetContainerEvents")) continue;
    const event = body as unknown as RecordedEvent;
    if (event.pod_sandbox_status?.metadata.name !== pod) continue;
    for (const { id, metadata } of event.containers_statuses) names.set(id, `${metadata.name} ${metadata.attempt}`);
    const subject =
      event.container_id === event.pod_sandbox_status.id ? "sandbox" : (names.get(event.container_id) ?? "?");
    add(told.cri, `${event.container_event_type.split("_")[1]?.toLowerCase()} ${subject}`);
  }
  return told;
}

/** Watches the simulated pod of that name as the recording was made. */
function follow({ world, kubelet }: TestWorld, pod: string): Tale {
  const told = tale();
  const names = new Map<string, string>();
  world.pods.subscribe(({ object }) => {
    if (object.metadata.name === pod && object.status.startTime) add(told.api, tellPod(object));
  });
  world.events.subscribe(({ object, type }) => {
    const { involvedObject, reason } = object;
    if (type !== "DELETED" && involvedObject.name === pod && reason !== "Scheduled")
      add(told.events, tellEvent(object));
  });
  kubelet.core.runtime.subscribe((event) => {
    if (event.sandbox.name !== pod) return;
    for (const { id, name, attempt } of event.containers) names.set(id, `${name} ${attempt}`);
    add(told.cri, `${event.type} ${event.id === event.sandbox.id ? "sandbox" : (names.get(event.id) ?? "?")}`);
  });
  return told;
}

const plan = (name: string, container: Partial<PodPlan["containers"][0]>, pod: Partial<PodPlan> = {}): PodPlan => ({
  namespace: "team-a",
  name,
  kind: "Pod",
  containers: [{ name: "main", image: "docker.io/lab/busybox:1", ...container }],
  ...pod,
});

const start = (test: TestWorld, pod: PodPlan): Tale => {
  for (const { image } of [...pod.containers, ...(pod.init ?? [])]) test.kubelet.core.images.add(image);
  const told = follow(test, pod.name);
  test.world.controllers.create(pod, "node-a");
  return told;
};

describe("a simulated pod tells the same tale as the recorded one", () => {
  let steady: Line[];
  let eviction: Line[];
  beforeAll(() => {
    steady = read("steady");
    eviction = read("eviction");
  });

  test("a container that crashes again and again", () => {
    const recorded = recordedTale(steady, "crasher", "2026-11-21T10:37:44Z");
    const lab = createTestWorld();
    const told = start(
      lab,
      plan("crasher", { name: "crash", ends: { after: 3 * SECOND, exitCode: 3, reason: "Error" } }),
    );
    lab.clock.advance(12 * SECOND);
    // Up to the second exit there is no chance in it.
    expect(told.api).toEqual(recorded.api.slice(0, told.api.length));
    lab.clock.advance(2 * MINUTE);
    expect(told.cri.slice(0, recorded.cri.length)).toEqual(recorded.cri);
    const restarts = recorded.api.filter((line) => line.includes("CrashLoopBackOff"));
    expect(restarts.length).toBeGreaterThan(2);
    expect(told.api).toEqual(expect.arrayContaining(restarts));
    expect(told.events).toEqual(expect.arrayContaining(recorded.events.filter((line) => !line.includes("BackOff"))));
  });

  test("a container that the kernel kills for its memory", () => {
    const recorded = recordedTale(steady, "oomer", "2026-11-21T10:36:17Z");
    const lab = createTestWorld();
    const told = start(
      lab,
      plan("oomer", {
        name: "oom",
        resources: { requests: { memory: "16Mi" }, limits: { memory: "32Mi" } },
        ends: { after: 2 * SECOND, exitCode: 137, reason: "OOMKilled" },
      }),
    );
    lab.clock.advance(22 * SECOND);
    expect(told.cri.slice(0, recorded.cri.length)).toEqual(recorded.cri);
    expect(told.api.slice(0, recorded.api.length)).toEqual(recorded.api);
  });

  test("an init container, a sidecar and two containers", () => {
    const recorded = recordedTale(steady, "web-burstable", "2026-11-21T10:36:40Z");
    const lab = createTestWorld();
    const image = "docker.io/lab/busybox:1";
    const told = start(lab, {
      ...plan("web-burstable", {}),
      init: [
        { name: "migrate", image, ends: { after: 2 * SECOND, exitCode: 0, reason: "Completed" } },
        { name: "proxy", image, sidecar: true },
      ],
      containers: [
        { name: "web", image },
        { name: "log", image },
      ],
    });
    lab.clock.advance(10 * SECOND);
    expect(told).toEqual(recorded);
  });

  test("a job that is done", () => {
    const recorded = recordedTale(steady, "done", "2026-11-21T10:36:40Z");
    const lab = createTestWorld();
    const told = start(
      lab,
      plan(
        "done",
        { name: "job", ends: { after: 5 * SECOND, exitCode: 0, reason: "Completed" } },
        { restartPolicy: "Never" },
      ),
    );
    lab.clock.advance(30 * SECOND);
    expect(told).toEqual(recorded);
  });

  test("a pod that is deaf when it is asked to go", () => {
    const recorded = recordedTale(steady, "deaf", "2026-11-21T10:38:30Z");
    const lab = createTestWorld();
    const told = start(lab, plan("deaf", { stops: "deaf", preStop: 3 * SECOND }, { gracePeriod: 12 }));
    lab.clock.advance(20 * SECOND);
    const askedAt = lab.clock.now();
    lab.world.controllers.remove("team-a", "deaf");
    let goneAfter = 0;
    lab.world.pods.subscribe(({ type }) => {
      if (type === "DELETED") goneAfter = lab.clock.now() - askedAt;
    });
    lab.clock.advance(2 * MINUTE);
    expect(told).toEqual(recorded);
    // 12.95 s in the recording.
    expect(goneAfter).toBeGreaterThan(12_000);
    expect(goneAfter).toBeLessThan(14_000);
  });

  test("a pod that asks for more devices than there are", () => {
    const recorded = recordedTale(steady, "hungry", "2026-11-21T10:38:30Z");
    const lab = createTestWorld({
      devices: [{ resource: "nvidia.com/gpu", id: "GPU-0", numaNode: 0, healthy: true }],
    });
    const told = start(lab, plan("hungry", { resources: { limits: { "nvidia.com/gpu": "8" } } }));
    lab.clock.advance(5 * SECOND);
    expect(told).toEqual(recorded);
    expect(lab.world.pods.get("team-a", "hungry")?.status.message).toBe(
      "Pod was rejected: Allocate failed due to requested number of devices unavailable for nvidia.com/gpu. Requested: 8, Available: 1, which is unexpected",
    );
  });

  test("a container that is resized in place", () => {
    const recorded = recordedTale(steady, "web-burstable", "2026-11-21T10:38:40Z");
    const before = recordedTale(steady, "web-burstable", "2026-11-21T10:37:00Z");
    const lab = createTestWorld();
    const told = start(lab, plan("web", { resources: { requests: { memory: "32Mi" }, limits: { memory: "512Mi" } } }));
    lab.clock.advance(5 * SECOND);
    const length = told.events.length;
    const entry = lab.world.handles.pod("team-a", "web");
    lab.world.handles.resize(entry, "main", { requests: { memory: "48Mi" }, limits: { memory: "640Mi" } });
    lab.clock.advance(SECOND);
    expect(told.events.slice(length)).toEqual(recorded.events.slice(before.events.length));
    const [status] = lab.world.pods.get("team-a", "web")?.status.containerStatuses ?? [];
    expect(status?.allocatedResources).toEqual({ memory: "48Mi" });
    expect(status?.resources).toEqual({ requests: { memory: "48Mi" }, limits: { memory: "640Mi" } });
    expect(lab.kubelet.core.runtime.containers()[0]?.resources.memoryLimit).toBe(amount("640Mi"));
  });

  test("a pod that the node puts out for memory", () => {
    const recorded = recordedTale(eviction, "cache", "2026-11-21T08:36:45Z");
    const opened = recorded.cri.indexOf("created sandbox");
    const lab = createTestWorld();
    const told = start(lab, plan("cache", { stops: "deaf" }));
    lab.clock.advance(20 * SECOND);
    const askedAt = lab.clock.now();
    lab.kubelet.evict(lab.world.handles.pod("team-a", "cache"), {
      signal: "memory.available",
      message: "The node was low on resource: memory. ",
      disruption: true,
      grace: SECOND,
    });
    let failedAfter = 0;
    lab.world.pods.subscribe(({ object }) => {
      if (object.status.phase === "Failed" && failedAfter === 0) failedAfter = lab.clock.now() - askedAt;
    });
    lab.clock.advance(2 * MINUTE);
    expect(told.api).toEqual(recorded.api);
    expect(told.events).toEqual(recorded.events);
    expect(told.cri).toEqual(recorded.cri.slice(opened));
    // 2.18 s in the recording.
    expect(failedAfter).toBeGreaterThan(2_000);
    expect(failedAfter).toBeLessThan(2_500);
  });
});
