import { expect, test } from "vitest";
import { openSession, takeReport } from "../agents/session.ts";
import { AT, reportOf, SOURCES_OK, sourceOf } from "../fixtures/report.ts";
import { awaitedOf } from "./readiness.ts";
import { createNodeState, type NodeState } from "./state.ts";

const stateWith = (report: ReturnType<typeof reportOf> | null): NodeState => {
  const session = report && openSession(report, Date.parse(AT));
  if (report && session) takeReport(session, report, Date.parse(AT));
  return { ...createNodeState("node-a", 0, 1_000), session };
};

test.each([
  ["no agent within its time", stateWith(null), 15_999, /the first report of its agent/],
  ["no agent after its time", stateWith(null), 16_000, /^nothing$/],
  ["half a picture", stateWith(reportOf({ complete: false })), 2_000, /the rest of its agent's first picture/],
  [
    "a picture without some answers",
    stateWith(reportOf({ upserts: SOURCES_OK.slice(0, 2) })),
    2_000,
    /cri .*ListPodSandbox, .*podresources/,
  ],
  ["a whole picture", stateWith(reportOf({ upserts: SOURCES_OK })), 2_000, /^nothing$/],
])("%s", (_what, state, realNow, message) => {
  const awaited = awaitedOf(state, 15_000, realNow);
  expect(awaited ?? "nothing").toMatch(message);
});

test("a source that says it fails is not waited for", () => {
  const refused = sourceOf("podresources", "v1.PodResourcesLister/GetAllocatableResources", { state: "denied" });
  const state = stateWith(reportOf({ upserts: [...SOURCES_OK.slice(0, 4), refused] }));
  expect(awaitedOf(state, Number.POSITIVE_INFINITY, 2_000)).toBeNull();
});

test("an agent that is known to come is waited for however long it takes, one that is known not to is not", () => {
  expect(awaitedOf(stateWith(null), Number.POSITIVE_INFINITY, 1e9)).not.toBeNull();
  expect(awaitedOf(stateWith(null), 0, 1_000)).toBeNull();
});
