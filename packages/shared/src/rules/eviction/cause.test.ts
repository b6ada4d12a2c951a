import { describe, expect, it } from "vitest";
import type { Event } from "../../model/event.ts";
import type { Pod } from "../../model/pod.ts";
import { evictionFromEvent, evictionFromPod } from "./cause.ts";

const LOW_MEMORY =
  "The node was low on resource: memory. Threshold quantity: 21700Mi, available: 22153292Ki. Container main was using 257304Ki, request is 0, has larger consumption of memory. ";

function event(reason: string, message: string, over: Partial<Event> = {}): Event {
  const object = { kind: "Pod", namespace: "team-a", name: "cache", uid: "u" };
  return {
    uid: "e",
    namespace: "team-a",
    name: "e",
    type: "Warning",
    reason,
    message,
    node: "node-a",
    component: "kubelet",
    object,
    firstAt: null,
    lastAt: null,
    count: 1,
    ...over,
  };
}

function pod(status: Pod["status"]): Pod {
  return { kind: "pod", id: "u", namespace: "team-a", name: "cache", labels: {}, spec: { containers: [] }, status };
}

const disruption = (reason: string, message = "") => ({
  conditions: [{ type: "DisruptionTarget", status: "True", reason, message }],
});

describe("evictionFromEvent", () => {
  it("takes a threshold eviction apart", () => {
    expect(evictionFromEvent(event("Evicted", LOW_MEMORY))).toMatchObject({
      kind: "threshold",
      signal: "memory.available",
      signals: ["memory.available", "allocatableMemory.available"],
      resource: "memory",
      threshold: 21_700 * 1024 ** 2,
      available: 22_153_292 * 1024,
      offenders: [{ type: "container", name: "main", usage: 257_304 * 1024, request: 0 }],
    });
  });

  it("tells the pod's own figures from its containers'", () => {
    const message =
      "The node was low on resource: memory. Threshold quantity: 100Mi, available: 90Mi. Pod cache was using 3Gi, request is 1Gi, has larger consumption of memory. Container main was using 2Gi, request is 0, has larger consumption of memory. ";
    expect(evictionFromEvent(event("Evicted", message))?.offenders).toEqual([
      { type: "pod", name: "cache", usage: 3 * 1024 ** 3, request: 1024 ** 3 },
      { type: "container", name: "main", usage: 2 * 1024 ** 3, request: 0 },
    ]);
  });

  it("leaves open which file system was short, and knows process ids", () => {
    const disk = evictionFromEvent(
      event(
        "Evicted",
        "The node was low on resource: ephemeral-storage. Threshold quantity: 26854035415, available: 25112Mi. ",
      ),
    );
    expect(disk).toMatchObject({
      kind: "threshold",
      signal: null,
      signals: ["nodefs.available", "imagefs.available", "containerfs.available"],
      threshold: 26_854_035_415,
    });
    expect(evictionFromEvent(event("Evicted", "The node was low on resource: pids. "))).toMatchObject({
      signal: "pid.available",
      threshold: null,
      available: null,
    });
    expect(evictionFromEvent(event("Evicted", "The node was low on resource: inodes. "))?.signals).toHaveLength(3);
  });

  it.each([
    [
      'Usage of EmptyDir volume "scratch" exceeds the limit "20Mi". ',
      { scope: "emptyDir", name: "scratch", bytes: 20 * 1024 ** 2 },
    ],
    [
      'Container main exceeded its local ephemeral storage limit "1Gi". ',
      { scope: "container", name: "main", bytes: 1024 ** 3 },
    ],
    [
      "Pod ephemeral local storage usage exceeds the total limit of containers 1500M. ",
      { scope: "pod", name: null, bytes: 1.5e9 },
    ],
  ])("reads the limit of %s", (message, limit) => {
    expect(evictionFromEvent(event("Evicted", message))).toMatchObject({ kind: "local-storage", signal: null, limit });
  });

  it.each([
    ["Preempting", "Preempted in order to admit critical pod", "kubelet-preemption"],
    ["Preempted", "Preempted by pod 5f on node node-a", "scheduler-preemption"],
    ["TaintManagerEviction", "Marking for deletion Pod team-a/cache", "taint"],
    ["Evicted", "The node was possessed", "unknown"],
    ["NodeShutdown", "Pod was rejected as the node is shutting down.", "refused"],
    ["TopologyAffinityError", "Resources cannot be allocated with Topology locality", "refused"],
  ])("%s: %s → %s", (reason, message, kind) => {
    expect(evictionFromEvent(event(reason, message))).toMatchObject({ kind, reason, message });
  });

  it.each<[string, Event]>([
    ["a stay of execution", event("TaintManagerEviction", "Cancelling deletion of Pod team-a/cache")],
    ["another event of a pod", event("Killing", "Stopping container main")],
    [
      "an event of the node",
      event("Evicted", LOW_MEMORY, { object: { kind: "Node", namespace: "", name: "node-a", uid: "n" } }),
    ],
    ["a controller's word for something else", event("NodeAffinity", "…", { component: "somebody" })],
  ])("is null for %s", (_, other) => {
    expect(evictionFromEvent(other)).toBeNull();
  });

  it("says what a refused pod asked for and what there was", () => {
    expect(
      evictionFromEvent(
        event("OutOfcpu", "Node didn't have enough resource: cpu, requested: 2000, used: 3500, capacity: 4000"),
      ),
    ).toMatchObject({
      kind: "refused",
      shortage: { resource: "cpu", requested: 2, used: 3.5, capacity: 4, available: 0.5 },
    });
    const devices =
      "Allocate failed due to requested number of devices unavailable for nvidia.com/gpu. Requested: 8, Available: 0, which is unexpected";
    expect(evictionFromEvent(event("UnexpectedAdmissionError", devices))).toMatchObject({
      kind: "refused",
      resource: "nvidia.com/gpu",
      shortage: { requested: 8, available: 0 },
    });
    expect(
      evictionFromEvent(event("Evicted", "The node had condition: [DiskPressure MemoryPressure]. ")),
    ).toMatchObject({ kind: "refused", conditions: ["DiskPressure", "MemoryPressure"] });
    expect(evictionFromEvent(event("OutOfpods", "Too many pods"))).toMatchObject({ kind: "refused", resource: "pods" });
  });

  it.each(["SMTAlignmentError", "EmptyPodSharedPoolError", "PodLevelResourcesNotSupported"])(
    "knows a pod that is refused with %s",
    (reason) => {
      expect(evictionFromEvent(event(reason, "…"))?.kind).toBe("refused");
      expect(evictionFromPod(pod({ phase: "Failed", reason, message: "…" }))?.kind).toBe("refused");
    },
  );
});

describe("evictionFromPod", () => {
  it.each<[string, Pod["status"], string | null]>([
    [
      "evicted by a threshold",
      { phase: "Failed", reason: "Evicted", message: LOW_MEMORY, ...disruption("TerminationByKubelet", LOW_MEMORY) },
      "threshold",
    ],
    [
      "being evicted, still running",
      { phase: "Running", ...disruption("TerminationByKubelet", LOW_MEMORY) },
      "threshold",
    ],
    [
      "past its limit",
      { phase: "Failed", reason: "Evicted", message: 'Usage of EmptyDir volume "s" exceeds the limit "1". ' },
      "local-storage",
    ],
    [
      "refused under pressure",
      { phase: "Failed", reason: "Evicted", message: "Pod was rejected: The node had condition: [MemoryPressure]. " },
      "refused",
    ],
    [
      "refused for devices",
      { phase: "Failed", reason: "UnexpectedAdmissionError", message: "Pod was rejected: Allocate failed" },
      "refused",
    ],
    [
      "refused for a reason that nobody knew",
      { phase: "Failed", reason: "SomethingNew", message: "Pod was rejected: because" },
      "refused",
    ],
    [
      "refused in a shutdown",
      {
        phase: "Failed",
        reason: "NodeShutdown",
        message: "Pod was rejected: Pod was rejected as the node is shutting down.",
      },
      "refused",
    ],
    [
      "ended by a shutdown",
      {
        phase: "Failed",
        reason: "Terminated",
        message: "Pod was terminated in response to imminent node shutdown.",
        ...disruption("TerminationByKubelet"),
      },
      "node-shutdown",
    ],
    [
      "made room for a critical pod",
      {
        phase: "Failed",
        reason: "Preempting",
        message: "Preempted in order to admit critical pod",
        ...disruption("TerminationByKubelet"),
      },
      "kubelet-preemption",
    ],
    [
      "preempted by the scheduler",
      { phase: "Running", ...disruption("PreemptionByScheduler") },
      "scheduler-preemption",
    ],
    ["drained", { phase: "Running", ...disruption("EvictionByEvictionAPI") }, "api"],
    ["tainted away", { phase: "Running", ...disruption("DeletionByTaintManager") }, "taint"],
    ["collected", { phase: "Failed", ...disruption("DeletionByPodGC") }, "pod-gc"],
    ["running", { phase: "Running" }, null],
    ["failed by itself", { phase: "Failed", containerStatuses: [] }, null],
    [
      "out of its deadline",
      {
        phase: "Failed",
        reason: "DeadlineExceeded",
        message: "Pod was active on the node longer than the specified deadline",
      },
      null,
    ],
    [
      "no longer disrupted",
      {
        phase: "Running",
        conditions: [{ type: "DisruptionTarget", status: "False", reason: "EvictionByEvictionAPI" }],
      },
      null,
    ],
  ])("%s", (_, status, kind) => {
    expect(evictionFromPod(pod(status))?.kind ?? null).toBe(kind);
  });
});
