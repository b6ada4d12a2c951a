import { describe, expect, test } from "vitest";
import { createTestWorld } from "../createTestWorld.ts";
import { SECOND } from "../time/clock.ts";

interface Use {
  name?: string;
  cpu: { usageNanoCores: number; usageCoreNanoSeconds: number };
}
interface Summary {
  node: Use & { systemContainers: Use[] };
  pods: (Use & { podRef: { name: string }; containers: Use[] })[];
}

const cores = ({ cpu }: Use): number => cpu.usageNanoCores / 1e9;
const sum = (uses: readonly Use[]): number => uses.reduce((total, use) => total + cores(use), 0);

const limits = { cpu: "4", memory: "1Gi" };
const plain = { namespace: "test", kind: "Pod" } as const;

function* samples() {
  const lab = createTestWorld({ exclusiveCpus: true });
  const { controllers } = lab.world;
  const busy = { name: "app", image: "busybox:1", cpu: 9, resources: { requests: limits, limits } };
  const beside = { name: "beside", image: "busybox:1", cpu: 0.4, resources: { requests: { cpu: "100m" } } };
  controllers.create({ ...plain, name: "pinned", containers: [busy] }, "node-a");
  controllers.create({ ...plain, name: "shared", containers: [busy, beside] }, "node-a");
  lab.clock.advance(30 * SECOND);
  for (let look = 0; look < 120; look += 1) {
    lab.clock.advance(7 * SECOND);
    yield JSON.parse(lab.world.askKubelet("node-a", "/stats/summary")?.body ?? "null") as Summary;
  }
}

describe("what the kubelet tells of CPU is possible:", () => {
  const told = [...samples()];
  const containers = told.flatMap(({ pods }) => pods.flatMap((pod) => pod.containers));

  test("no container takes more than its limit, be that a quota or CPUs of its own", () => {
    const busiest = containers.filter(({ name }) => name === "app").map(cores);
    expect(Math.max(...busiest)).toBeLessThanOrEqual(4);
    expect(Math.min(...busiest)).toBeGreaterThan(3.5);
  });

  test("a pod takes what its containers do", () => {
    for (const pod of told.flatMap(({ pods }) => pods)) expect(cores(pod)).toBeCloseTo(sum(pod.containers), 6);
  });

  test("the node takes more than all its pods", () => {
    for (const { node, pods } of told) {
      expect(cores(node)).toBeGreaterThan(sum(pods));
      expect(sum(node.systemContainers.filter(({ name }) => name === "pods"))).toBeCloseTo(sum(pods), 6);
    }
  });
});
