import { describe, expect, it } from "vitest";
import type { Pod } from "../../model/pod.ts";
import { evictionFromPod } from "./cause.ts";
import { checkPrediction, drivingTaint, explainEviction, resolveSignal } from "./explain.ts";
import { configOf, fileSystem, MIB, sampleNode, samplePod, sampleStats } from "../../../test/samples.ts";
import { evictionOrder } from "./order.ts";
import { evictionSignals } from "./pressure.ts";

const evicted = (reason: string, message: string, over: Partial<Pod["status"]> = {}) => {
  const eviction = evictionFromPod(samplePod("gone", { status: { phase: "Failed", reason, message, ...over } }));
  if (eviction === null) throw new Error("it was none");
  return eviction;
};
const why = (reason: string, message: string, over: Partial<Pod["status"]> = {}): string =>
  explainEviction({ eviction: evicted(reason, message, over), uid: "uid-gone", at: "2026-11-21T08:00:00Z", held: null })
    .why;

describe("explainEviction", () => {
  it.each([
    [
      "Evicted",
      'Usage of EmptyDir volume "scratch" exceeds the limit "20Mi". ',
      "a volume of it passed its own limit of 20 MiB; the node need not have been short",
    ],
    [
      "Evicted",
      'Container main exceeded its local ephemeral storage limit "1Gi". ',
      "a container of it passed its own limit of 1 GiB; the node need not have been short",
    ],
    ["Evicted", "The node had condition: [DiskPressure]. ", "the kubelet did not take it: the node had DiskPressure"],
    [
      "OutOfcpu",
      "Node didn't have enough resource: cpu, requested: 2000, used: 3500, capacity: 4000",
      "the kubelet did not take it: it asked for 2 cpu, and there were 0.5",
    ],
    [
      "OutOfmemory",
      "Node didn't have enough resource: memory, requested: 214748364800, used: 16777216, capacity: 25066795008",
      "the kubelet did not take it: it asked for 200 GiB of memory, and there was 23.3 GiB",
    ],
    [
      "UnexpectedAdmissionError",
      "Allocate failed due to requested number of devices unavailable for nvidia.com/gpu. Requested: 8, Available: 4, which is unexpected",
      "the kubelet did not take it: it asked for 8 nvidia.com/gpu, and there were 4",
    ],
    [
      "TopologyAffinityError",
      "Resources cannot be allocated with Topology locality",
      "the kubelet did not take it (TopologyAffinityError): Resources cannot be allocated with Topology locality",
    ],
    ["Terminated", "Pod was terminated in response to imminent node shutdown.", "the node was shutting down"],
    ["Preempting", "Preempted in order to admit critical pod", "the kubelet made room for a critical pod"],
  ])("%s: %s", (reason, message, expected) => {
    expect(why(reason, message)).toBe(expected);
  });
});

describe("an eviction for a taint", () => {
  const at = "2026-11-21T08:00:00Z";
  const now = Date.parse(at) + 2_000;
  const spot = { key: "node.example/reclaim", value: "spot", effect: "NoExecute" };
  const before = { ...spot, timeAdded: "2026-11-21T07:55:00Z" };
  const cordon = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };

  it.each([
    ["the only one", [cordon, spot], now, "node.example/reclaim=spot:NoExecute"],
    ["the only one, which was there then", [before], now + 3_600_000, "node.example/reclaim=spot:NoExecute"],
    ["one that came later", [{ ...spot, timeAdded: "2026-11-21T08:05:00Z" }], now + 3_600_000, null],
    ["one of which nobody knows whether it was there then", [spot], now + 3_600_000, null],
    ["one of two", [spot, { key: "other", effect: "NoExecute" }], now, null],
    ["none that is left", [cordon], now, null],
  ])("names %s, or none", (_, taints, looked, expected) => expect(drivingTaint(taints, at, looked)).toBe(expected));

  it("tells which, where that is known", () => {
    const condition = { type: "DisruptionTarget", status: "True", reason: "DeletionByTaintManager", message: "" };
    const eviction = evicted("", "", { phase: "Running", conditions: [condition] });
    const told = (taint: string | null) => explainEviction({ eviction, uid: "uid-gone", at, held: null, taint }).why;
    expect(told("a=b:NoExecute")).toBe("the node got the taint a=b:NoExecute, which it does not tolerate");
    expect(told(null)).toBe("the node got a taint that it does not tolerate");
  });
});

describe("resolveSignal", () => {
  const disk = evicted(
    "Evicted",
    `The node was low on resource: ephemeral-storage. Threshold quantity: ${Math.trunc(800 * MIB * Math.fround(0.15))}, available: 10Mi. `,
  );
  const nodeStats = sampleNode({
    imageFs: fileSystem(10 * MIB, 800 * MIB),
    containerFs: fileSystem(10 * MIB, 800 * MIB),
  });
  const config = configOf({ evictionHard: { "nodefs.available": "10%", "imagefs.available": "15%" } });

  it("tells by the threshold which file system was short", () => {
    expect(resolveSignal(disk, evictionSignals({ nodeStats, config, layout: "dedicated", now: 0 }))).toBe(
      "imagefs.available",
    );
    expect(resolveSignal(disk, null)).toBeNull();
  });
});

describe("checkPrediction", () => {
  const pods = [
    samplePod("first"),
    samplePod("second"),
    samplePod("high", { priority: 9 }),
    samplePod("static", { configSource: "file" }),
  ];
  const order = evictionOrder("memory.available", {
    pods,
    podStats: [
      sampleStats("first", { memory: 9 * MIB }),
      sampleStats("second", { memory: 8 * MIB }),
      sampleStats("high", { memory: MIB }),
      sampleStats("static", { memory: 99 * MIB }),
    ],
  });

  const check = (uid: string) => checkPrediction({ signal: "memory.available", order, uid, ageSeconds: 4 });

  it("passes over what cannot go", () => {
    expect(check("uid-first")).toEqual({
      correct: true,
      predicted: { namespace: "team-a", pod: "first", uid: "uid-first" },
      position: 1,
      difference: null,
    });
  });

  it("says how it came otherwise", () => {
    expect(check("uid-second")).toMatchObject({
      correct: false,
      position: 2,
      difference: "the expected one led it by 1 MiB by the sample, 4 s old, and both have changed since",
    });
    expect(check("uid-high")).toMatchObject({
      position: 3,
      difference: "the expected one goes before it for its priority 0, below 9",
    });
    expect(check("uid-nobody")).toMatchObject({
      correct: false,
      position: null,
      difference: expect.stringContaining("may have started since"),
    });
  });

  it("has nothing to compare without an order", () => {
    expect(
      checkPrediction({ signal: "memory.available", order: null, uid: "uid-first", ageSeconds: null }).correct,
    ).toBeNull();
  });
});
