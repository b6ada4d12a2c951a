import type { FindingView, NodePart } from "@bayplan/api/views";
import { describe, expect, test } from "vitest";
import { AT, containerView, deviceView, nodeHeader, nodeRow, podView, sourceView } from "../../fixtures/views.ts";
import { findingsOf } from "./findings.ts";
import { nodeParts } from "./nodeParts.ts";
import { readNodeSearch } from "./nodeSearch.ts";

test("a feed is sorted into its parts, the deck first, names as people count", () => {
  const rows: NodePart[] = [
    podView("b", { qosClass: "Guaranteed" }),
    podView("a-10"),
    podView("a-2"),
    podView("z", { qosClass: "BestEffort" }),
    deviceView("GPU-1", { numaNodes: [1] }),
    deviceView("GPU-10"),
    deviceView("GPU-9"),
    nodeHeader(),
  ];
  const parts = nodeParts(new Map(rows.map((row) => [row.key, row])));
  expect(parts.pods.map(({ name }) => name)).toEqual(["z", "a-2", "a-10", "b"]);
  expect(parts.devices.map(({ id }) => id)).toEqual(["GPU-9", "GPU-10", "GPU-1"]);
  expect(parts.header).toBe(rows.at(-1));
});

const found = (changes: Partial<FindingView>): FindingView => ({
  key: `finding ${changes.rule ?? ""}`,
  part: "finding",
  rule: "Cordoned",
  severity: "warning",
  subject: { kind: "node", id: "node-a" },
  others: [],
  message: "Something is so.",
  since: AT,
  settled: true,
  ...changes,
});

describe("findings", () => {
  const crashing = podView("loop", {
    containers: [
      containerView({
        state: "Waiting",
        troubled: true,
        reason: "CrashLoopBackOff",
        message: "back-off 5m0s",
        lastExit: { exitCode: 137, signal: 9, reason: "OOMKilled", at: AT },
      }),
      containerView({ name: "starting", state: "Waiting", reason: "ContainerCreating" }),
    ],
  });

  test("name a device as the map does", () => {
    const device = "GPU-caf1cbdd-0d2c-4e5f-9a7b-1c2d6eafd992";
    const subject = { kind: "device" as const, id: `nvidia.com/gpu/${device}`, device };
    const [shown] = findingsOf(
      nodeHeader(),
      [],
      [],
      [found({ rule: "DeviceHeldTwice", severity: "critical", subject })],
    );
    expect(shown?.title).toBe("Device held twice: GPU-caf1cbdd");
  });

  test("none on a quiet node", () =>
    expect(findingsOf(nodeHeader(), [podView("fine")], [deviceView("GPU-1")], [])).toEqual([]));

  test("gravest first; an ordinary start and what may pass is none", () => {
    const row = nodeRow({
      sources: [sourceView({ state: "denied", message: "403" }), sourceView({ source: "cri", state: "unsupported" })],
    });
    const shown = findingsOf(
      nodeHeader({ row }),
      [crashing],
      [deviceView("GPU-1", { health: "Unhealthy" })],
      [
        found({ rule: "Tainted", severity: "info" }),
        found({ rule: "DeviceHeldTwice", severity: "critical", subject: { kind: "device", id: "GPU-7" } }),
        found({ rule: "LeakedSandbox", settled: false }),
      ],
    );
    expect(shown.map(({ title }) => title)).toEqual([
      "Device held twice: GPU-7",
      "kubelet denied",
      "Device GPU-1 unhealthy",
      "main: CrashLoopBackOff",
      "Tainted",
    ]);
    expect(shown[3]?.text).toBe("Last: OOM killed. back-off 5m0s");
    expect(shown[3]?.pod).toBe(crashing);
  });

  test("a right that a single thing needs is not called for", () => {
    const row = nodeRow({
      sources: [
        sourceView({ source: "apiserver", call: "watch /api/v1/nodes" }),
        sourceView({ source: "apiserver", call: "list /api/v1/persistentvolumes", state: "denied" }),
      ],
    });
    expect(findingsOf(nodeHeader({ row }), [], [], [])).toEqual([]);
  });

  test("two agents for one node", () => {
    const row = nodeRow({
      agent: { state: "reporting", since: AT, version: "0.1.0", conflict: { instance: "x", at: AT } },
    });
    expect(findingsOf(nodeHeader({ row }), [], [], []).map(({ key }) => key)).toEqual(["conflict"]);
  });
});

test("an address that names no tab, or one that is none, shows the first", () => {
  expect(readNodeSearch({ tab: "sources", plan: "cpu", q: "web" })).toEqual({ tab: "sources", plan: "cpu", q: "web" });
  expect(readNodeSearch({ tab: "containers", plan: "memory", q: "" })).toEqual({});
  expect(readNodeSearch({ tab: "constructor" })).toEqual({});
  // A device is asked for where devices are.
  expect(readNodeSearch({ tab: "devices", device: "GPU-1" })).toEqual({ tab: "devices", device: "GPU-1" });
  expect(readNodeSearch({ tab: "disk", device: "GPU-1" })).toEqual({ tab: "disk" });
});
