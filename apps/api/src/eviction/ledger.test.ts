import { objectOf, readPod } from "@bayplan/shared/kubernetes";
import { expect, test } from "vitest";
import { projectEvent } from "../cluster/projectEvent.ts";
import { podOf } from "../fixtures/report.ts";
import { recordedObjects, recording } from "../fixtures/recording.ts";
import { explainObserved } from "./explain.ts";
import { createEvictionLedger, type EvictionLedger } from "./ledger.ts";

const lines = recording("eviction");
const events = recordedObjects(lines, "/api/v1/events").map(projectEvent);
const pods = recordedObjects(lines, "/api/v1/pods").flatMap((one) => readPod(objectOf(one)) ?? []);
const VICTIMS = ["spiller", "cache", "web", "worker", "queue", "idle-low", "db"];

const told = (ledger: EvictionLedger) => ledger.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

/** Of nodes of which nothing else is known. */
const ledgerOf = (changed: (node: string) => void = () => {}): EvictionLedger =>
  createEvictionLedger({
    changed,
    explain: (observed, evictedAt) => explainObserved(observed, undefined, evictedAt, 0),
    nodeOf: () => undefined,
    checked: () => {},
  });

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
  const ledger = ledgerOf();
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
  const ledger = ledgerOf();
  takePods(ledger);
  expect(new Set(told(ledger).map(({ pod }) => pod))).toEqual(new Set(VICTIMS));
  expect(told(ledger).every(({ seenIn }) => seenIn.join() === "status")).toBe(true);
});

test("counts a node's evictions of the last 24 h, and says whose count changed", () => {
  const changed: string[] = [];
  const ledger = ledgerOf((node) => void changed.push(node));
  takeEvents(ledger);
  const last = Date.parse("2026-11-21T09:00:00Z");
  expect(ledger.countOf("node-a", last)).toEqual({ byKubelet: 7, byOthers: 0 });
  expect(ledger.countOf("node-b", last)).toEqual({ byKubelet: 0, byOthers: 0 });
  expect(ledger.countOf("node-a", last + 24 * 60 * 60_000).byKubelet).toBe(0);
  expect(new Set(changed)).toEqual(new Set(["node-a"]));
});

const at = (index: number): string => new Date(Date.parse("2026-11-21T00:00:00Z") + index * 1000).toISOString();

test("keeps the newest ten thousand", () => {
  const ledger = ledgerOf();
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

test("a pod that ended by itself is no eviction", () => {
  const ledger = ledgerOf();
  ledger.fromPod(podOf("done", { status: { phase: "Succeeded" } }), "node-a");
  ledger.fromPod(podOf("failed", { status: { phase: "Failed", reason: "Error" } }), "node-a");
  expect(told(ledger)).toEqual([]);
});

const failed = (reason: string, message: string) => ({ phase: "Failed", reason, message, startTime: at(0) });
const disrupted = (reason: string, message = "") => ({
  phase: "Running",
  conditions: [{ type: "DisruptionTarget", status: "True", reason, message, lastTransitionTime: at(0) }],
});

test.each([
  [
    "refused",
    failed("OutOfcpu", "Node didn't have enough resource: cpu, requested: 4000, used: 1500, capacity: 4000"),
    0,
  ],
  ["refused", failed("UnexpectedAdmissionError", "Pod was rejected: no devices"), 0],
  ["node-shutdown", failed("Terminated", "Pod was terminated in response to imminent node shutdown."), 1],
  ["kubelet-preemption", failed("Preempting", "Preempted in order to admit critical pod"), 1],
  ["scheduler-preemption", disrupted("PreemptionByScheduler"), 0],
  ["api", disrupted("EvictionByEvictionAPI"), 0],
  ["taint", disrupted("DeletionByTaintManager"), 0],
  ["device-taint", disrupted("DeletionByDeviceTaintManager"), 0],
  ["pod-gc", disrupted("DeletionByPodGC"), 0],
])("%s is told apart, and counts as an eviction by the kubelet or not", (kind, status, count) => {
  const ledger = ledgerOf();
  ledger.fromPod(podOf("a", { status }), "node-a");
  expect(told(ledger)).toMatchObject([{ kind, pod: "a", check: { correct: null }, seenIn: ["status"] }]);
  expect(told(ledger)[0]?.why).not.toBe("");
  const byOthers = kind === "refused" ? 0 : 1 - count;
  expect(ledger.countOf("node-a", Date.parse(at(1)))).toEqual({ byKubelet: count, byOthers });
});

test("a refusal says what was asked for and what there was", () => {
  const ledger = ledgerOf();
  const message = "Node didn't have enough resource: cpu, requested: 4000, used: 1500, capacity: 4000";
  ledger.fromPod(podOf("a", { status: failed("OutOfcpu", message) }), "node-a");
  expect(told(ledger)).toMatchObject([{ reason: "OutOfcpu", resource: "cpu", asked: 4, available: 2.5, signal: null }]);
});
