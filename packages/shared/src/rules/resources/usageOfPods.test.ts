import { expect, test } from "vitest";
import type { NodeStats, PodStats } from "../../model/stats.ts";
import { usageOfPods } from "./usageOfPods.ts";

const pod = (name: string, workingSetBytes?: number, usageNanoCores?: number): PodStats => ({
  kind: "podStats",
  id: name,
  namespace: "a",
  name,
  containers: [],
  memory: { workingSetBytes },
  cpu: { usageNanoCores },
});

const node = (systemContainers: NodeStats["systemContainers"]): NodeStats => ({
  kind: "nodeStats",
  id: "node",
  memory: { workingSetBytes: 1_000 },
  systemContainers,
});

test("the cgroup of all pods tells, with those that have no sample of their own", () => {
  const whole = { name: "pods", memory: { workingSetBytes: 700 }, cpu: { usageNanoCores: 2_500_000_000 } };
  expect(usageOfPods(node([{ name: "kubelet", memory: { workingSetBytes: 5 } }, whole]), [pod("a", 600)])).toEqual({
    cpu: 2.5,
    memory: 700,
  });
});

test("else the pods of the sample do, whether they are still there or not", () => {
  const samples = [pod("a", 600, 500_000_000), pod("gone", 50, 1_000_000_000), pod("empty")];
  expect(usageOfPods(node([]), samples)).toEqual({ cpu: 1.5, memory: 650 });
});

test("without any figure it is not known", () =>
  expect(usageOfPods(undefined, [pod("empty")])).toEqual({ cpu: null, memory: null }));
