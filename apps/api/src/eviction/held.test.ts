import type { RuntimeContainer } from "@bayplan/shared";
import { expect, test } from "vitest";
import { podOf } from "../fixtures/report.ts";
import { heldBefore, keepHeld, type HeldInputs } from "./held.ts";

const container = (state: RuntimeContainer["state"]): RuntimeContainer => ({
  kind: "container",
  id: "c1",
  namespace: "team-a",
  pod: "web",
  podUid: "uid-web",
  name: "main",
  sandboxId: "s1",
  attempt: 0,
  state,
  image: "",
  imageRef: "",
  createdAt: null,
});

const held = (since: number, state: RuntimeContainer["state"] = "Running", pod = podOf("web")): HeldInputs => ({
  since,
  input: { pods: [pod], podStats: [], containers: [container(state)] },
  pressure: null,
});

const gone = podOf("web", { status: { phase: "Failed", reason: "Evicted" } });

test.each([
  ["the last one before", [held(1_000), held(4_000), held(9_000, "Exited", gone)], 4_000],
  ["one within the second of the event, while nothing of the pod has ended", [held(1_000), held(5_600)], 5_600],
  ["none within that second in which it has ended", [held(1_000), held(5_600, "Exited")], 1_000],
  ["one before in which it ran not, as in a crash loop", [held(1_000), held(4_900, "Exited")], 4_900],
  ["none from after that second", [held(1_000), held(6_200)], 1_000],
  ["nothing, where all that is held is from after", [held(7_000)], undefined],
  ["nothing, where the pod had gone already", [held(1_000, "Exited", gone)], undefined],
])("of an eviction told at 5 s: %s", (_what, kept, since) => {
  expect(heldBefore(kept, "uid-web", 5_000)?.since).toBe(since);
});

test("keeps a minute and a half", () => {
  let kept: readonly HeldInputs[] = [];
  for (let second = 0; second < 200; second += 1) kept = keepHeld(kept, held(second * 1_000));
  expect([kept[0]?.since, kept.at(-1)?.since]).toEqual([110_000, 199_000]);
});
