import { expect, test } from "vitest";
import type { Event } from "../../model/event.ts";
import type { NodeStats } from "../../model/stats.ts";
import { cgroupVersion } from "./cgroupVersion.ts";

const event = (reason: string): Event => ({
  uid: reason,
  namespace: "",
  name: reason,
  type: "Warning",
  reason,
  message: "",
  node: "node-a",
  component: "kubelet",
  object: { kind: "Node", namespace: "", name: "node-a", uid: "node-a" },
  firstAt: null,
  lastAt: null,
  count: 1,
});

const share = (total: string) => ({ avg10: 0, avg60: 0, avg300: 0, total });

const sample = (total: string): NodeStats => ({
  kind: "nodeStats",
  id: "node",
  cpu: { psi: { some: share(total), full: share("0") } },
});

test.each<[string, Partial<Parameters<typeof cgroupVersion>[0]>, number | undefined]>([
  ["the kubelet's event", { events: [event("Starting"), event("CgroupV1")], nodeStats: sample("0") }, 1],
  ["stalls that were measured", { nodeStats: sample("17") }, 2],
  ["nothing, where no stall was: it may be a quiet node", { nodeStats: sample("0") }, undefined],
  ["nothing at all", {}, undefined],
])("is told by %s", (_, told, version) =>
  expect(cgroupVersion({ metrics: undefined, nodeStats: undefined, events: [], ...told })).toBe(version),
);
