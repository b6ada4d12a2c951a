import { describe, expect, it } from "vitest";
import { allocationsOf, podOf, readTape, type TapeLine } from "../../../test/tape.ts";
import { readNodeStats, readPodStats } from "../../kubernetes/summary.ts";
import type { Allocation } from "../../model/device.ts";
import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Node } from "../../model/node.ts";
import type { Pod } from "../../model/pod.ts";
import { cgroupTree, type Cgroup } from "./cgroupTree.ts";
import { askedResources } from "./containerCgroup.ts";
import { cgroupSettings, type CgroupSettings } from "./settings.ts";

type Raw = TapeLine["body"];

const VERSION = "v1.36.2";

/** What a tape tells, as it goes on. */
interface Told {
  pods: Map<string, Pod>;
  config: KubeletConfig | undefined;
  allocations: Allocation[] | null;
  node: Node | undefined;
}

/** Plays a tape; `look` sees each line beside what was told until then. */
function play(name: "steady" | "eviction", look: (line: TapeLine, told: Told) => void): void {
  const told: Told = { pods: new Map(), config: undefined, allocations: null, node: undefined };
  for (const line of readTape(name)) {
    const { call, body } = line;
    if (call === "watch /api/v1/pods" && body.object?.metadata?.uid) {
      if (body.type === "DELETED") told.pods.delete(body.object.metadata.uid);
      else told.pods.set(body.object.metadata.uid, podOf(body.object));
    } else if (call === "GET /configz") {
      told.config = { kind: "kubeletConfig", id: "kubeletConfig", config: body.kubeletconfig };
    } else if (call.endsWith("/List")) told.allocations = allocationsOf(body);
    else if (call === "list /api/v1/nodes") told.node = nodeOf(body.items[0]);
    look(line, told);
  }
}

const nodeOf = ({ status }: Raw): Node => ({
  name: "node-a",
  uid: "",
  labels: {},
  unschedulable: false,
  taints: [],
  capacity: status.capacity,
  allocatable: status.allocatable,
  conditions: [],
  addresses: [],
  info: { ...status.nodeInfo },
  runtimeHandlers: [],
});

describe.each(["steady", "eviction"] as const)("the %s recording", (name) => {
  it("has the figures that the kubelet sets, on every container", () => {
    const compared: string[] = [];
    const differing: unknown[] = [];
    const seen = { shares: new Set<number>(), quota: new Set<number>(), memory: new Set<number>() };
    // The containers of an answer about one, and of the sandbox's with an event.
    const statusesOf = ({ call, body }: TapeLine): Raw[] =>
      call.includes("/ContainerStatus ") ? [body.status] : (body.containers_statuses ?? []);
    play(name, (line, { pods, config }) => {
      for (const status of statusesOf(line)) {
        const pod = pods.get(status?.labels["io.kubernetes.pod.uid"]);
        const linux = status?.resources?.linux;
        const own = [...(pod?.spec.containers ?? []), ...(pod?.spec.initContainers ?? [])].find(
          (container) => container.name === status?.metadata.name,
        );
        if (!pod || !linux || !own) continue;
        const settings = cgroupSettings(config, VERSION, undefined);
        const asked = askedResources(pod, own, { settings, exclusiveCpus: null, allocatableMemory: null });
        const told = {
          cpuShares: Number(linux.cpu_shares),
          cpuQuota: Number(linux.cpu_quota),
          cpuPeriod: Number(linux.cpu_period),
          memoryLimit: Number(linux.memory_limit_in_bytes),
        };
        compared.push(status.id);
        seen.shares.add(told.cpuShares);
        seen.quota.add(told.cpuQuota);
        seen.memory.add(told.memoryLimit);
        if (JSON.stringify(asked) !== JSON.stringify(told)) differing.push([pod.name, own.name, asked, told]);
      }
    });
    expect(differing).toEqual([]);
    expect(new Set(compared).size).toBeGreaterThan(name === "steady" ? 25 : 8);
    // It compares what differs from container to container.
    expect(seen.memory.size).toBeGreaterThan(1);
    if (name === "steady") expect([seen.shares, seen.quota]).toEqual([new Set([2, 1024]), new Set([0, -1])]);
  });

  it("has the memory limits that the kernel was measured to hold, on kubepods, pods and containers", () => {
    const limits = new Map<string, Set<number>>();
    const wrong: unknown[] = [];
    play(name, ({ call, body }, { pods, config, allocations, node }) => {
      if (call !== "GET /stats/summary") return;
      const measured = readPods(body);
      const tree = cgroupTree({
        config,
        node,
        allocations,
        runtime: undefined,
        metrics: undefined,
        events: [],
        containers: null,
        nodeStats: readNodeStats(body.node),
        pods: [...pods.values()],
        podStats: measured,
      });
      const compare = (id: string, memory: { availableBytes?: number; workingSetBytes?: number } | undefined): void => {
        // Where there is a limit the kubelet tells what is left of it; the runtime says 0 where there is none.
        if (!memory?.availableBytes || memory.workingSetBytes === undefined) return;
        const limit = memory.availableBytes + memory.workingSetBytes;
        const asked = tree.cgroups.find((cgroup) => cgroup.id === id)?.asked.memoryLimit;
        limits.set(id.split("/")[0] ?? "", (limits.get(id.split("/")[0] ?? "") ?? new Set()).add(limit));
        if (asked !== limit && asked !== undefined) wrong.push([id, asked, limit]);
      };
      compare("node", body.node.systemContainers?.find(({ name }: Raw) => name === "pods")?.memory);
      for (const pod of measured) {
        compare(`pod/${pod.id}`, pod.memory);
        for (const container of pod.containers) compare(`container/${pod.id}/${container.name}`, container.memory);
      }
    });
    expect(wrong).toEqual([]);
    expect([...(limits.get("node") ?? [])]).toEqual([(name === "steady" ? 24_684_084 : 24_684_096) * 1024]);
    expect(limits.get("pod")?.size).toBeGreaterThan(0);
    expect(limits.get("container")?.size).toBeGreaterThan(0);
  });

  it("has the settings that its figures follow from", () => {
    const settings = settingsOf(name);
    expect(settings).toMatchObject({
      perQos: true,
      enforcesPods: true,
      period: 100_000,
      staticCpus: true,
      memoryQos: null,
    });
    expect(settings?.reserved).toEqual({ cpu: 1_000_000_000n });
  });
});

const readPods = (body: Raw) => body.pods.flatMap((pod: Raw) => readPodStats(pod, false) ?? []);

function settingsOf(name: "steady" | "eviction"): CgroupSettings | undefined {
  let found: CgroupSettings | undefined;
  play(name, (_, { config }) => (found = cgroupSettings(config, VERSION, undefined)));
  return found;
}

it("names the recorded node's cgroups as its driver does, Guaranteed pods directly under kubepods", () => {
  let last: Cgroup[] = [];
  play("steady", ({ call, body }, told) => {
    if (call !== "GET /stats/summary") return;
    const { cgroups, driver } = cgroupTree({
      ...told,
      runtime: undefined,
      metrics: undefined,
      events: [],
      containers: null,
      nodeStats: readNodeStats(body.node),
      pods: [...told.pods.values()],
      podStats: readPods(body),
    });
    expect(driver).toEqual({ name: "cgroupfs", source: "kubelet" });
    last = cgroups;
  });
  const of = (pod: string): Cgroup | undefined => last.find((one) => one.kind === "pod" && one.pod === pod);
  const guaranteed = of("api-guaranteed");
  expect(guaranteed).toMatchObject({ parent: "node", path: `/kubepods/pod${guaranteed?.uid}` });
  expect(guaranteed?.asked).toMatchObject({ cpuShares: 1024, cpuLimit: "unlimited", memoryLimit: 67_108_864 });
  const web = of("web-burstable");
  expect(web).toMatchObject({ parent: "tier/Burstable", path: `/kubepods/burstable/pod${web?.uid}` });
  // Of its containers one has no limit, so the pod has none either.
  expect(web?.asked).toMatchObject({ memoryLimit: "unlimited", cpuLimit: "unlimited" });
  expect(last.find(({ id }) => id === "node")?.asked).toMatchObject({ cpuShares: 1024, pidsLimit: 32_768 });
  expect(last.find(({ id }) => id === "tier/BestEffort")?.asked.cpuShares).toBe(2);
});
