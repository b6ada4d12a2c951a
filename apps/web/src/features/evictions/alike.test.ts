import type { EvictionView } from "@bayplan/api/views";
import { expect, test } from "vitest";
import { alike } from "./alike.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");

const row = (pod: string, secondsAgo: number, changes: Partial<EvictionView> = {}): EvictionView =>
  ({
    pod,
    at: new Date(NOW - secondsAgo * 1000).toISOString(),
    node: "node-a",
    kind: "taint",
    why: "the node got a taint that it does not tolerate",
    ...changes,
  }) as EvictionView;

const pods = (rows: EvictionView[]): string[] => alike(rows).map((group) => group.map(({ pod }) => pod).join(" "));

test("many that go at once for one cause are one", () =>
  expect(pods([row("a", 0), row("b", 1), row("c", 2), row("d", 300)])).toEqual(["a b c", "d"]));

test("two are no crowd", () => expect(pods([row("a", 0), row("b", 1)])).toEqual(["a", "b"]));

test("another node, cause or minute is another story", () =>
  expect(
    pods([
      row("a", 0),
      row("b", 1, { node: "node-b" }),
      row("c", 2, { why: "the node shut down", kind: "node-shutdown" }),
      row("d", 90),
    ]),
  ).toEqual(["a", "b", "c", "d"]));

test("each eviction for a threshold is told by itself", () =>
  expect(pods(["a", "b", "c"].map((pod, index) => row(pod, index, { kind: "threshold" })))).toEqual(["a", "b", "c"]));
