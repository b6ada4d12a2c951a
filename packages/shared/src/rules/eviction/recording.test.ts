import { describe, expect, it } from "vitest";
import { pictureAt } from "../../../test/statistics.ts";
import { readTape } from "../../../test/tape.ts";
import type { Event } from "../../model/event.ts";
import { evictionFromEvent, evictionFromPod } from "./cause.ts";
import { explainEviction } from "./explain.ts";
import { fileSystemLayout } from "./fileSystems.ts";
import { localStorageLimits } from "./limits.ts";
import { evictionOrders, firstEvictable } from "./order.ts";

const tape = readTape("eviction");

const evictions = tape.flatMap(({ at, call, body: { object } }) => {
  if (call !== "watch /api/v1/events" || object?.reason !== "Evicted") return [];
  const event: Event = {
    uid: "",
    namespace: "",
    name: "",
    type: "Warning",
    reason: object.reason,
    message: object.message,
    node: "node-a",
    component: "kubelet",
    object: object.involvedObject,
    firstAt: null,
    lastAt: null,
    count: 1,
  };
  return [
    {
      at,
      event,
      victim: object.involvedObject.name,
      uid: object.involvedObject.uid,
      eviction: evictionFromEvent(event),
    },
  ];
});

describe("the recorded evictions", () => {
  it("are one for a volume's limit and six for memory, by event and by status", () => {
    expect(evictions.map(({ victim, eviction }) => [victim, eviction?.kind, eviction?.signal])).toEqual([
      ["spiller", "local-storage", null],
      ...["cache", "web", "worker", "queue", "idle-low", "db"].map((victim) => [
        victim,
        "threshold",
        "memory.available",
      ]),
    ]);
    const last = pictureAt(tape, "9999");
    const told = last.pods.map((pod) => [pod.name, evictionFromPod(pod)?.kind ?? null]).toSorted();
    expect(told).toEqual([
      ["cache", "threshold"],
      ["db", "threshold"],
      ["grower", null],
      ["idle-low", "threshold"],
      ["queue", "threshold"],
      ["spiller", "local-storage"],
      ["web", "threshold"],
      ["worker", "threshold"],
    ]);
  });

  it.each(evictions.filter(({ eviction }) => eviction?.kind === "threshold"))(
    "$victim was first in the order just before it went",
    ({ at, victim, uid, eviction }) => {
      const { pressure, ...picture } = pictureAt(tape, new Date(Date.parse(at) - 300).toISOString());
      const orders = evictionOrders(picture);
      expect(fileSystemLayout(picture.nodeStats)).toBe("single");
      expect(firstEvictable(orders["memory.available"] ?? [])?.pod).toBe(victim);

      const explained =
        eviction && explainEviction({ eviction, uid, at, held: { at: "2026-11-21T08:35:00Z", orders }, pressure });
      expect(explained).toMatchObject({
        signal: "memory.available",
        threshold: 21_700 * 1024 ** 2,
        check: { correct: true, position: 1, difference: null },
      });
      expect(explained?.available).toBeLessThan(explained?.threshold ?? 0);
      expect(explained?.why).toMatch(
        /^the node was short of memory \(memory\.available\); it uses .+; it stood first in the order$/,
      );
    },
  );

  it("names spiller's volume as the only thing with a limit, not measured yet, and as what it went for", () => {
    const spiller = evictions.find(({ victim }) => victim === "spiller");
    const { pods, podStats } = pictureAt(tape, spiller?.at ?? "");
    const limits = localStorageLimits({ pods, podStats, layout: "single" });
    expect(limits.map(({ pod, scope, name, limit, usage }) => [pod, scope, name, limit, usage])).toEqual([
      ["spiller", "emptyDir", "scratch", 20 * 1024 ** 2, null],
    ]);
    expect(spiller?.eviction?.limit).toEqual({ scope: "emptyDir", name: "scratch", bytes: 20 * 1024 ** 2 });
  });
});
