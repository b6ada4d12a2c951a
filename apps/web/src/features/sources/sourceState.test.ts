import type { SourceView } from "@bayplan/api/views";
import { describe, expect, test } from "vitest";
import { AT, nodeRow, sourceView } from "../../fixtures/views.ts";
import { bySource, faresOf, pictureOf, whyNoLoadLine, worstOf } from "./sourceState.ts";

const LATER = "2026-11-21T10:37:00.000Z";
const noUsage = { ...nodeRow().memory, usage: null };

describe("whether a picture passes for the present", () => {
  test("live while the summary answers", () => expect(pictureOf(nodeRow())).toEqual({ state: "live" }));

  test("stale when the agent is silent, from the last moment a source of the node was heard", () =>
    expect(
      pictureOf(
        nodeRow({
          agent: { state: "silent", since: AT, version: null, conflict: null },
          sources: [
            sourceView(),
            sourceView({ source: "cri", heardAt: LATER }),
            sourceView({ source: "apiserver", heardAt: "2026-11-21T11:00:00.000Z" }),
          ],
        }),
      ),
    ).toMatchObject({ state: "stale", heardAt: LATER }));

  test("stale when the summary is overdue, with the source's own words", () =>
    expect(
      pictureOf(nodeRow({ sources: [sourceView({ state: "unreachable", message: "No answer in 5 s." })] })),
    ).toEqual({ state: "stale", heardAt: AT, why: "No answer in 5 s." }));

  test("blind when the summary was never had, with what to do", () => {
    const picture = pictureOf(nodeRow({ memory: noUsage, sources: [sourceView({ state: "denied", heardAt: null })] }));
    expect(picture).toMatchObject({ state: "blind" });
    expect(picture.state === "blind" && picture.why).toContain("right");
  });

  test("blind without an agent, unless the usage came another way", () => {
    const agent = { state: "none", since: null, version: null, conflict: null } as const;
    expect(pictureOf(nodeRow({ agent, memory: noUsage, sources: [] }))).toMatchObject({ state: "blind" });
    expect(pictureOf(nodeRow({ agent, sources: [] }))).toEqual({ state: "live" });
  });
});

test("the worst call stands for its source", () => {
  const calls = [
    sourceView(),
    sourceView({ call: "a", state: "unsupported" }),
    sourceView({ call: "b", state: "denied" }),
    sourceView({ call: "c", state: "stale" }),
  ];
  expect(worstOf(calls)?.call).toBe("b");
  expect(worstOf([])).toBeNull();
});

describe("the API server", () => {
  const api = (call: string, state: SourceView["state"] = "ok"): SourceView =>
    sourceView({ source: "apiserver", call, state });
  const nodes = api("watch /api/v1/nodes");
  const volumes = api("list /api/v1/persistentvolumes", "denied");
  const slices = api("list /apis/resource.k8s.io/v1/resourceslices", "denied");
  const claims = api("list /apis/resource.k8s.io/v1/resourceclaims", "denied");

  test("that refuses what a single thing needs is well, without that thing", () =>
    expect(faresOf([slices, volumes, nodes, claims])).toEqual({
      worst: nodes,
      sides: [
        { ...slices, side: "claimed devices" },
        { ...volumes, side: "volumes" },
        { ...claims, side: "claimed devices" },
      ],
    }));

  test("that does not answer at all is said to be that alone", () => {
    const gone = api("list /api/v1/nodes", "unreachable");
    expect(faresOf([gone, volumes])).toEqual({ worst: gone, sides: [] });
  });

  test("of a version that has no claims misses nothing", () =>
    expect(faresOf([nodes, { ...claims, state: "unsupported" }])?.sides).toEqual([]));
});

test("sources come in one order, those without a call are left out", () =>
  expect(
    bySource([sourceView({ source: "apiserver" }), sourceView({ source: "podresources" }), sourceView()]).map(
      ({ source }) => source,
    ),
  ).toEqual(["kubelet", "podresources", "apiserver"]));

test("without a load line it says why", () => {
  expect(whyNoLoadLine([], false)).toContain("Nobody reads");
  expect(whyNoLoadLine([sourceView({ call: "GET /configz", state: "denied" })], false)).toContain("denied");
  const settings = sourceView({ call: "GET /configz" });
  expect(whyNoLoadLine([settings], false)).toContain("pods of this node are not known");
  expect(whyNoLoadLine([settings], true)).toContain("no sample");
});
