import { toMillis } from "@bayplan/shared";
import { expect, onTestFinished, test } from "vitest";
import { recording } from "../fixtures/recording.ts";
import { tapeNode, type TapeNode } from "../fixtures/tapeNode.ts";
import { orderInputs } from "./inputs.ts";
import { nodeEviction } from "./outlook.ts";

const EVENTS = "watch /api/v1/events";
const END = "2026-11-21T09:00:00Z";

const evictedLines = recording("eviction").flatMap(({ at, call, body }) => {
  const { object } = body as { object?: { reason?: string; message?: string; involvedObject: { name: string } } };
  return call === EVENTS && object?.reason === "Evicted" && object.message?.includes("memory")
    ? [{ at, victim: object.involvedObject.name }]
    : [];
});

const played = (...without: string[]): TapeNode => {
  const node = tapeNode("eviction", without);
  onTestFinished(node.fleet.stop);
  return node;
};

const told = ({ evictions }: TapeNode) => evictions.between(0, Number.POSITIVE_INFINITY);

test("there are six in the recording", () => expect(evictedLines).toHaveLength(6));

test.each(evictedLines)("300 ms before $victim went it is the first that could go", ({ at, victim }) => {
  const node = played();
  node.playTo(new Date(toMillis(at) - 300).toISOString());
  const view = nodeEviction(node.state(), node.evictions.toldOf("node-a"), node.clock.now());
  expect(view?.order["memory.available"]?.find(({ evictable }) => evictable)?.pod).toBe(victim);
});

test("every eviction is compared once with what was held before it, and says who stood where", () => {
  const node = played();
  node.playTo(END);
  expect(node.checks).toEqual([true, true, true, true, true, true]);
  const evictions = told(node);
  expect(evictions.map(({ pod, kind }) => [pod, kind])).toEqual([
    ["spiller", "local-storage"],
    ...evictedLines.map(({ victim }) => [victim, "threshold"]),
  ]);
  for (const eviction of evictions.slice(1)) {
    expect(eviction).toMatchObject({
      signal: "memory.available",
      unit: "bytes",
      threshold: 21_700 * 2 ** 20,
      check: { correct: true, position: 1, difference: null },
      why: expect.stringContaining("it stood first in the order"),
      seenIn: ["event", "status"],
    });
    expect(eviction.available).toBeLessThan(eviction.threshold ?? 0);
    expect(eviction.others.find(({ uid }) => uid === eviction.uid)).toMatchObject({ usage: eviction.used });
    expect(toMillis(eviction.heldAt ?? "")).toBeLessThanOrEqual(toMillis(eviction.at) + 1_000);
  }
});

test("without any event the statuses alone are compared, each once", () => {
  const node = played(EVENTS);
  node.playTo(END);
  expect(told(node).map(({ pod, seenIn }) => `${pod} ${seenIn.join()}`)).toHaveLength(7);
  expect(node.checks).toEqual([true, true, true, true, true, true]);
});

test("what is told again is not counted again", () => {
  const node = played();
  node.playTo(END);
  const before = told(node);
  for (const pod of node.state().session?.store.all("pod") ?? []) node.evictions.fromPod(pod, "node-a");
  expect(told(node)).toEqual(before);
  expect(node.checks).toHaveLength(6);
});

test.each([
  ["event", 200, []],
  ["status", 4_000, [EVENTS]],
])("a pod that was evicted by its %s is passed over for the time it takes to go", (_by, after, without) => {
  const node = played(...without);
  const [, second] = evictedLines;
  node.playTo(new Date(toMillis(second?.at ?? "") + after).toISOString());
  const view = nodeEviction(node.state(), node.evictions.toldOf("node-a"), node.clock.now());
  const able = view?.order["memory.available"]?.filter(({ evictable }) => evictable) ?? [];
  expect(able.length).toBeGreaterThan(0);
  expect(able.map(({ pod }) => pod)).not.toContain(second?.victim);
});

test("a runtime that is silent says nothing of what runs now", () => {
  const node = played();
  node.playTo("2026-11-21T08:35:50Z");
  const known = () => orderInputs(node.state(), node.clock.now())?.input.containers?.length;
  expect(known()).toBeGreaterThan(0);
  node.clock.advance(60_000);
  expect(known()).toBeUndefined();
});
