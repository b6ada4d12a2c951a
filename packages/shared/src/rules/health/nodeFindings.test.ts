import { describe, expect, it } from "vitest";
import type { KubeletMetrics } from "../../model/kubelet.ts";
import type { Node } from "../../model/node.ts";
import type { Condition } from "../../model/pod.ts";
import type { RuntimeInfo } from "../../model/runtime.ts";
import { nodeFindings, type NodeHealthInput } from "./nodeFindings.ts";
import { isConditionWell } from "./conditionFindings.ts";
import { restartBetween } from "./kubeletFindings.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");

const condition = (type: string, status: string, changes: Partial<Condition> = {}): Condition => ({
  type,
  status,
  lastHeartbeatTime: "2026-11-21T11:57:00Z",
  ...changes,
});

const node = (changes: Partial<Node> = {}): Node => ({
  name: "node-a",
  uid: "",
  labels: {},
  unschedulable: false,
  taints: [],
  capacity: {},
  allocatable: {},
  conditions: [condition("Ready", "True"), condition("MemoryPressure", "False")],
  addresses: [],
  info: {
    kubeletVersion: "v1.36.2",
    containerRuntimeVersion: "",
    kernelVersion: "",
    osImage: "",
    operatingSystem: "linux",
    architecture: "amd64",
    bootID: "",
  },
  runtimeHandlers: [],
  ...changes,
});

const kubelet = (version: string): Partial<Node> => ({ info: { ...node().info, kubeletVersion: version } });

const runtime = (name: string, version: string, conditions: Condition[] = []): RuntimeInfo => ({
  kind: "runtime",
  id: "runtime",
  name,
  version,
  apiVersion: "v1",
  conditions,
  handlers: [],
  endpoint: "",
});

const metrics = (changes: Partial<KubeletMetrics> = {}): KubeletMetrics => ({
  kind: "kubeletMetrics",
  id: "kubeletMetrics",
  evictions: {},
  preemptions: {},
  runtimeOperations: {},
  runtimeErrors: {},
  ...changes,
});

const latency = (p99: number, count = 100) => ({ count, sum: 0, p50: 0.01, p99 });

const daemon = (name: string, workingSetBytes: number) => ({ name, memory: { workingSetBytes } });

const setTo = (config: Record<string, unknown>): NodeHealthInput["config"] => ({
  kind: "kubeletConfig",
  id: "kubeletConfig",
  config,
});

const reserving = (memory: string, more: Record<string, unknown> = {}): NodeHealthInput["config"] =>
  setTo({ systemReserved: { memory }, ...more });

const renewed = (secondsAgo: number): Node =>
  node({
    conditions: [condition("Ready", "True", { lastHeartbeatTime: new Date(NOW - secondsAgo * 1000).toISOString() })],
  });

const stats = (changes: Partial<NonNullable<NodeHealthInput["stats"]>>): NodeHealthInput["stats"] => ({
  kind: "nodeStats",
  id: "node",
  ...changes,
});

const said = (input: NodeHealthInput): string[] =>
  nodeFindings(input, NOW).map(({ rule, severity }) => `${severity} ${rule}`);

describe("nodeFindings", () => {
  it("is silent on a node that is well, and on one of which nothing is known", () => {
    const well = runtime("containerd", "2.3.0", [condition("RuntimeReady", "True")]);
    expect(nodeFindings({ node: node(), apiServerVersion: "v1.36.4", runtime: well, metrics: metrics() }, NOW)).toEqual(
      [],
    );
    expect(nodeFindings({}, NOW)).toEqual([]);
  });

  it.each<[string, NodeHealthInput, string[]]>([
    ["not ready", { node: node({ conditions: [condition("Ready", "False")] }) }, ["critical NodeCondition"]],
    ["of unknown state", { node: node({ conditions: [condition("Ready", "Unknown")] }) }, ["critical NodeCondition"]],
    ["under pressure", { node: node({ conditions: [condition("DiskPressure", "True")] }) }, ["warning NodeCondition"]],
    [
      "with a problem that a detector found",
      { node: node({ conditions: [condition("KernelDeadlock", "True"), condition("ReadonlyFilesystem", "False")] }) },
      ["warning NodeCondition"],
    ],
    [
      "whose runtime has no network",
      { runtime: runtime("containerd", "2.3.0", [condition("NetworkReady", "False")]) },
      ["critical RuntimeCondition"],
    ],
    [
      "whose runtime warns of what is deprecated",
      { runtime: runtime("containerd", "2.3.0", [condition("ContainerdHasNoDeprecationWarnings", "False")]) },
      ["info RuntimeCondition"],
    ],
    [
      "whose kubelet is silent",
      { node: node({ conditions: [condition("Ready", "True", { lastHeartbeatTime: "2026-11-21T11:50:00Z" })] }) },
      ["warning StaleHeartbeat"],
    ],
    ["whose kubelet put off its renewal by half a round", { node: renewed(515) }, []],
    ["whose kubelet is late by more than that", { node: renewed(525) }, ["warning StaleHeartbeat"]],
    [
      "whose kubelet is set to renew less often",
      { node: renewed(1000), config: setTo({ nodeStatusReportFrequency: "10m0s", nodeStatusUpdateFrequency: "1m0s" }) },
      [],
    ],
    [
      "whose kubelet is set to renew more often",
      { node: renewed(200), config: setTo({ nodeStatusReportFrequency: "1m0s" }) },
      ["warning StaleHeartbeat"],
    ],
    [
      "cordoned",
      {
        node: node({
          unschedulable: true,
          taints: [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }],
        }),
      },
      ["info Cordoned"],
    ],
    [
      "tainted by its owner",
      { node: node({ taints: [{ key: "gpu", value: "yes", effect: "NoSchedule" }] }) },
      ["info Tainted"],
    ],
    [
      "tainted by its state",
      { node: node({ taints: [{ key: "node.kubernetes.io/not-ready", effect: "NoExecute" }] }) },
      ["warning Tainted"],
    ],
    ["newer than its API server", { node: node(), apiServerVersion: "v1.35.9" }, ["warning KubeletTooNew"]],
    ["three minors older", { node: node(kubelet("v1.33.1")), apiServerVersion: "v1.36.0" }, []],
    ["four minors older", { node: node(kubelet("v1.32.1")), apiServerVersion: "v1.36.0" }, ["warning KubeletTooOld"]],
    ["of a vendor's version", { node: node(kubelet("v1.36.2-gke.100")), apiServerVersion: "v1.36.4-gke.7" }, []],
    ["of a build without a version", { node: node(kubelet("v0.0.0-master")), apiServerVersion: "v1.36.4" }, []],
    ["with containerd 1.6", { runtime: runtime("containerd", "1.6.20~ds1") }, ["warning RuntimeEndOfLife"]],
    ["with containerd 1.4", { runtime: runtime("containerd", "v1.4.13") }, ["warning RuntimeEndOfLife"]],
    ["with a containerd that is not known yet", { runtime: runtime("containerd", "3.0.0") }, []],
    ["with CRI-O of another minor", { node: node(), runtime: runtime("cri-o", "1.34.1") }, ["info RuntimeSkew"]],
    ["on cgroup v1", { metrics: metrics({ cgroupVersion: 1 }) }, ["warning CgroupV1"]],
    ["on cgroup v2", { metrics: metrics({ cgroupVersion: 2 }) }, []],
    ["slow to look", { metrics: metrics({ plegRelist: latency(9) }) }, ["warning SlowKubelet"]],
    [
      "slow to answer",
      { metrics: metrics({ runtimeOperations: { list_containers: latency(12) } }) },
      ["warning SlowKubelet"],
    ],
    ["slow to pull", { metrics: metrics({ runtimeOperations: { pull_image: latency(60) } }) }, []],
    [
      "whose runtime fails",
      {
        metrics: metrics({
          runtimeOperations: { create_container: latency(1, 50) },
          runtimeErrors: { create_container: 20, version: 3 },
        }),
      },
      ["warning RuntimeErrors"],
    ],
    [
      "whose probes fail by their commands",
      {
        metrics: metrics({ runtimeOperations: { exec_sync: latency(1, 50) }, runtimeErrors: { exec_sync: 50 } }),
      },
      [],
    ],
    ["freshly booted", { stats: stats({ startTime: "2026-11-21T11:55:00Z" }) }, ["info NodeStarted"]],
    ["with a fresh kubelet", { metrics: metrics({ startedAt: NOW / 1000 - 60 }) }, ["info KubeletStarted"]],
    [
      "whose daemons use more than is reserved",
      { stats: stats({ systemContainers: [daemon("kubelet", 2e8), daemon("pods", 9e9)] }), config: reserving("100Mi") },
      ["info DaemonsOverReserved"],
    ],
    [
      "whose daemons may lie below the cgroup of the system",
      {
        stats: stats({ systemContainers: [daemon("kubelet", 5e7), daemon("runtime", 4e7), daemon("misc", 1e8)] }),
        config: reserving("100Mi", { systemCgroups: "/system.slice" }),
      },
      [],
    ],
    [
      "whose kubelet lies beside the cgroup of the system",
      {
        stats: stats({ systemContainers: [daemon("kubelet", 5e7), daemon("runtime", 4e7), daemon("misc", 1e8)] }),
        config: reserving("100Mi", { systemCgroups: "/system", kubeletCgroups: "/system-kubelet" }),
      },
      ["info DaemonsOverReserved"],
    ],
    [
      "whose daemons use too much even within the cgroup of the system",
      {
        stats: stats({ systemContainers: [daemon("kubelet", 9e7), daemon("runtime", 8e7), daemon("misc", 1e8)] }),
        config: reserving("100Mi", { systemCgroups: "/system" }),
      },
      ["info DaemonsOverReserved"],
    ],
    [
      "whose kubelet and runtime share a cgroup",
      {
        stats: stats({ systemContainers: [daemon("kubelet", 8e7), daemon("runtime", 8e7)] }),
        config: reserving("100Mi"),
      },
      [],
    ],
    [
      "whose daemons fit",
      { stats: stats({ systemContainers: [daemon("kubelet", 2e7)] }), config: reserving("100Mi") },
      [],
    ],
  ])("tells of a node %s", (_, input, expected) => {
    expect(said(input)).toEqual(expected);
  });

  it("gives the reason and since when", () => {
    const deadlock = condition("KernelDeadlock", "True", {
      reason: "DockerHung",
      message: "task docker:7 blocked for more than 300 seconds",
      lastTransitionTime: "2026-11-21T11:00:00Z",
    });
    expect(nodeFindings({ node: node({ conditions: [deadlock] }) }, NOW)).toEqual([
      expect.objectContaining({
        message: "KernelDeadlock is True (DockerHung: task docker:7 blocked for more than 300 seconds)",
        since: "2026-11-21T11:00:00Z",
      }),
    ]);
  });
});

describe("isConditionWell", () => {
  it.each([
    ["Ready", "True", true],
    ["PIDPressure", "False", true],
    ["SomeVendorHealthy", "False", false],
    ["FrequentKubeletRestart", "True", false],
    ["FrequentKubeletRestart", "Unknown", null],
  ])("of %s=%s", (type, status, expected) => {
    expect(isConditionWell(condition(type, status))).toBe(expected);
  });
});

describe("restartBetween", () => {
  it.each([
    [{ bootID: "a", kubeletStartedAt: 1 }, { bootID: "b", kubeletStartedAt: 2 }, "reboot"],
    [{ bootID: "a", kubeletStartedAt: 1 }, { bootID: "a", kubeletStartedAt: 2 }, "kubelet"],
    [{ bootID: "a", kubeletStartedAt: 1 }, { bootID: "a", kubeletStartedAt: 1 }, null],
    [{}, { bootID: "a" }, null],
  ])("between %o and %o", (before, after, expected) => {
    expect(restartBetween(before, after)).toBe(expected);
  });
});
