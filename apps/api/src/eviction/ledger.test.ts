import { objectOf, readPod } from "@bayplan/shared/kubernetes";
import { expect, test } from "vitest";
import { projectEvent } from "../cluster/projectEvent.ts";
import { podOf } from "../fixtures/report.ts";
import { recordedObjects, recording } from "../fixtures/recording.ts";
import { createEvictionLedger, type EvictionLedger } from "./ledger.ts";

const lines = recording("eviction");
const events = recordedObjects(lines, "/api/v1/events").map(projectEvent);
const pods = recordedObjects(lines, "/api/v1/pods").flatMap((one) => readPod(objectOf(one)) ?? []);
const VICTIMS = ["spiller", "cache", "web", "worker", "queue", "idle-low", "db"];

const told = (ledger: EvictionLedger) => ledger.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

const takeEvents = (ledger: EvictionLedger): void => {
  for (const event of events) ledger.fromEvent(event);
};
const takePods = (ledger: EvictionLedger): void => {
  for (const pod of pods) ledger.fromPod(pod, "node-a");
};

test.each([
  ["events first", [takeEvents, takePods]],
  ["statuses first", [takePods, takeEvents]],
])("the recorded evictions, each once, by event and status, %s", (_order, takes) => {
  const ledger = createEvictionLedger(() => {});
  for (const take of takes) take(ledger);
  expect(told(ledger).map(({ pod, kind, signal, node, seenIn }) => [pod, kind, signal, node, seenIn])).toEqual(
    VICTIMS.map((pod) => [
      pod,
      pod === "spiller" ? "local-storage" : "threshold",
      pod === "spiller" ? null : "memory.available",
      "node-a",
      ["event", "status"],
    ]),
  );
});

test("without any event the statuses tell of the same evictions", () => {
  const ledger = createEvictionLedger(() => {});
  takePods(ledger);
  expect(new Set(told(ledger).map(({ pod }) => pod))).toEqual(new Set(VICTIMS));
  expect(told(ledger).every(({ seenIn }) => seenIn.join() === "status")).toBe(true);
});

test("counts a node's evictions of the last 24 h, and says whose count changed", () => {
  const changed: string[] = [];
  const ledger = createEvictionLedger((node) => void changed.push(node));
  takeEvents(ledger);
  const last = Date.parse("2026-11-21T09:00:00Z");
  expect(ledger.countOf("node-a", last)).toBe(7);
  expect(ledger.countOf("node-b", last)).toBe(0);
  expect(ledger.countOf("node-a", last + 24 * 60 * 60_000)).toBe(0);
  expect(new Set(changed)).toEqual(new Set(["node-a"]));
});

const at = (index: number): string => new Date(Date.parse("2026-11-21T00:00:00Z") + index * 1000).toISOString();

test("keeps the newest ten thousand", () => {
  const ledger = createEvictionLedger(() => {});
  for (let index = 0; index < 10_003; index += 1) {
    const conditions = [{ type: "DisruptionTarget", status: "True", lastTransitionTime: at(index) }];
    const message = "The node was low on resource: memory. ";
    ledger.fromPod(
      podOf(`pod-${index}`, { status: { phase: "Failed", reason: "Evicted", message, conditions } }),
      "node-a",
    );
  }
  expect(ledger.feed.size()).toBe(10_000);
  expect(told(ledger)[0]?.pod).toBe("pod-3");
});

test("a pod that ended by itself, or was refused, is no eviction", () => {
  const ledger = createEvictionLedger(() => {});
  ledger.fromPod(podOf("done", { status: { phase: "Succeeded" } }), "node-a");
  ledger.fromPod(podOf("failed", { status: { phase: "Failed", reason: "Error" } }), "node-a");
  const refused = { phase: "Failed", reason: "UnexpectedAdmissionError", message: "Pod was rejected: no devices" };
  ledger.fromPod(podOf("refused", { status: refused }), "node-a");
  expect(told(ledger)).toEqual([]);
});
