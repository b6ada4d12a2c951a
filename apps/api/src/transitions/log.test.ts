import { transitionsBetween, type Transition } from "@bayplan/shared";
import { expect, test } from "vitest";
import { podOf } from "../fixtures/report.ts";
import { createNodeTransitions } from "./log.ts";

const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString();

const restart = (uid: string, second: number): Transition => ({
  key: `${uid}/app ${second} Running`,
  at: at(second),
  kind: "container",
  namespace: "shop",
  pod: uid,
  uid,
  container: "app",
  restart: second,
  from: "Created",
  to: "Running",
  source: "cri",
});

const seconds = (items: readonly { restart?: number | undefined }[]): (number | undefined)[] =>
  items.map(({ restart }) => restart);

test("each change is kept once, and only news is told as such", () => {
  const log = createNodeTransitions(0);
  log.take([restart("a", 1), restart("b", 2)]);
  const revision = log.revision();
  log.take([restart("a", 1), restart("b", 2)]);
  expect(log.revision()).toBe(revision);
  log.take([restart("a", 3)]);
  expect(log.revision()).toBeGreaterThan(revision);
  expect(seconds(log.ofPod("a"))).toEqual([1, 3]);
  expect(seconds(log.between(-Infinity, Infinity))).toEqual([1, 2, 3]);
});

test("of one pod that never rests the oldest go first, and of the node the pod that was quiet longest", () => {
  const log = createNodeTransitions(0);
  log.take([restart("quiet", 0)]);
  log.take(Array.from({ length: 2_000 }, (_, second) => restart("busy", second)));
  expect(log.ofPod("busy")).toHaveLength(1_500);
  expect(log.ofPod("busy")[0]).toMatchObject({ restart: 500 });
  expect(log.ofPod("quiet")).toHaveLength(1);
  for (let pod = 0; pod < 8; pod += 1)
    log.take(Array.from({ length: 1_500 }, (_, second) => restart(`pod-${pod}`, second)));
  expect(log.ofPod("quiet")).toEqual([]);
  expect(log.ofPod("pod-7")).toHaveLength(1_500);
});

test("what was found of a pod is told when someone asks, the same as if it had been taken at once, however often it is found", () => {
  const found = [podOf("a"), podOf("b", { status: { phase: "Running", startTime: at(5) } })];
  const sight = Date.parse(at(40));
  const expected = createNodeTransitions(0);
  expected.take([...found.flatMap((pod) => transitionsBetween(undefined, pod, sight)), restart("uid-b", 50)]);
  expect(expected.ofPod("uid-b").length).toBeGreaterThan(1);

  const log = createNodeTransitions(0);
  log.found(found, sight);
  log.found(found, sight + 10_000);
  log.take([restart("uid-b", 50)]);
  expect(log.ofPod("uid-a")).toEqual(expected.ofPod("uid-a"));
  expect(log.ofPod("uid-b")).toEqual(expected.ofPod("uid-b"));
  expect(log.between(-Infinity, Infinity)).toEqual(expected.between(-Infinity, Infinity));
});
