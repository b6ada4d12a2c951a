import { describe, expect, it } from "vitest";
import type { Node } from "../../model/node.ts";
import { configOf, MIB, sampleNode, samplePod } from "../../../test/samples.ts";
import { nodeResources } from "./nodeResources.ts";
import { qosFindings } from "./qosFindings.ts";

const node = (over: Partial<Node> = {}): Node => ({
  name: "node-a",
  uid: "u",
  labels: {},
  unschedulable: false,
  taints: [],
  capacity: { cpu: "2", memory: "24684084Ki", "ephemeral-storage": "264212084Ki", pods: "110", "nvidia.com/gpu": "4" },
  allocatable: {
    cpu: "1",
    memory: "24479284Ki",
    "ephemeral-storage": "267847642337",
    pods: "110",
    "nvidia.com/gpu": "3",
  },
  conditions: [],
  addresses: [],
  info: {
    kubeletVersion: "",
    containerRuntimeVersion: "",
    kernelVersion: "",
    osImage: "",
    operatingSystem: "",
    architecture: "",
    bootID: "",
  },
  runtimeHandlers: [],
  ...over,
});
const config = configOf({
  reservedSystemCPUs: "0",
  evictionHard: { "memory.available": "200Mi", "nodefs.available": "1%" },
});

describe("an extended resource that a claim stands in for", () => {
  const asking = (name: string, extended: { container: string; resource: string }[] | undefined, phase = "Running") =>
    samplePod(name, {
      spec: { containers: [{ name: "a", image: "", resources: { requests: { "nvidia.com/gpu": "2" } } }] },
      status: { phase, ...(extended && { extendedResourceClaim: `${name}-gpu`, extendedResources: extended }) },
    });
  const mapped = [{ container: "a", resource: "nvidia.com/gpu" }];
  const gpus = (pods: Parameters<typeof nodeResources>[0]["pods"], over?: Partial<Node>) => {
    const found = nodeResources({ node: node(over), pods }).find(({ name }) => name === "nvidia.com/gpu");
    return [found?.requests, found?.claimed, found?.free];
  };

  it("is requested, and takes nothing of what the device plugin offers", () => {
    expect(gpus([asking("plugin", undefined)])).toEqual([2, 0, 1]);
    expect(gpus([asking("plugin", undefined), asking("claimed", mapped)])).toEqual([4, 2, 1]);
    expect(gpus([asking("over", mapped, "Succeeded")])).toEqual([0, 0, 3]);
  });

  it("has no free count on a node that offers none by plugin", () => {
    expect(gpus([asking("claimed", mapped)], { capacity: {}, allocatable: {} })).toEqual([2, 2, null]);
  });
});

describe("nodeResources", () => {
  const pods = [
    samplePod("one", {
      memory: "1Gi",
      spec: {
        containers: [
          {
            name: "a",
            image: "",
            resources: {
              requests: { cpu: "600m", "nvidia.com/gpu": "2" },
              limits: { cpu: "4", "nvidia.com/gpu": "2" },
            },
          },
        ],
      },
    }),
    samplePod("two", {
      spec: {
        containers: [{ name: "a", image: "", resources: { requests: { cpu: "600m", "example.com/odd": "1" } } }],
      },
    }),
    samplePod("done", { memory: "9Gi", status: { phase: "Succeeded" } }),
  ];
  const found = nodeResources({
    node: node(),
    pods,
    nodeStats: sampleNode({ cpu: { usageNanoCores: 250_000_000 } }),
    config,
    held: { "nvidia.com/gpu": 2 },
  });
  const of = (name: string) => found.find((resource) => resource.name === name);

  it("goes from capacity over what is reserved to usage", () => {
    expect(of("cpu")).toMatchObject({
      capacity: 2,
      reserved: 1,
      reservedFor: { kube: 0, system: 1, eviction: 0, hugepages: 0 },
      allocatable: 1,
      requests: 1.2,
      limits: 4,
      unlimited: 1,
      limitsShare: 4,
      usage: 0.25,
    });
    expect(of("cpu")?.free).toBeCloseTo(-0.2);
    expect(of("memory")).toMatchObject({
      reserved: 200 * MIB,
      reservedFor: { kube: 0, system: 0, eviction: 200 * MIB, hugepages: 0 },
      usage: 600 * MIB,
    });
    expect(of("nvidia.com/gpu")).toMatchObject({ capacity: 4, allocatable: 3, requests: 2, free: 1, usage: 2 });
    expect(of("pods")).toMatchObject({ allocatable: 110, requests: 2, free: 108, usage: 2 });
  });

  it("accounts for all that a real node kept from its pods", () => {
    for (const name of ["cpu", "memory", "ephemeral-storage"]) {
      const parts = Object.values(of(name)?.reservedFor ?? { none: -1 });
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(of(name)?.reserved);
    }
  });

  it("counts the huge pages of every size as kept from memory, and from nothing else", () => {
    const paged = nodeResources({
      node: node({
        capacity: { memory: "32Gi", "hugepages-1Gi": "2Gi", "hugepages-2Mi": "1Gi" },
        allocatable: { memory: "28Gi", "hugepages-1Gi": "2Gi", "hugepages-2Mi": "1Gi" },
      }),
      pods: [],
      config: configOf({ kubeReserved: { memory: "824Mi" }, evictionHard: { "memory.available": "200Mi" } }),
    });
    const reserved = (resource: string) => {
      const found = paged.find(({ name }) => name === resource);
      return [found?.reserved, found?.reservedFor];
    };
    expect(reserved("memory")).toEqual([
      4096 * MIB,
      { kube: 824 * MIB, system: 0, eviction: 200 * MIB, hugepages: 3072 * MIB },
    ]);
    expect(reserved("hugepages-1Gi")).toEqual([0, { kube: 0, system: 0, eviction: 0, hugepages: 0 }]);
  });

  it("lists what a pod asks for and no node names, and knows nothing it was not told", () => {
    expect(of("example.com/odd")).toMatchObject({
      capacity: null,
      allocatable: null,
      requests: 1,
      free: null,
      usage: null,
    });
    expect(nodeResources({ pods: [] }).map(({ name, capacity, usage }) => [name, capacity, usage])).toEqual([
      ["cpu", null, null],
      ["memory", null, null],
      ["ephemeral-storage", null, null],
      ["pods", null, 0],
    ]);
  });
});

describe("qosFindings", () => {
  it("says what status and spec make of a pod where they differ", () => {
    const pods = [
      samplePod("wrong", { memory: "1Gi", status: { qosClass: "Guaranteed" } }),
      samplePod("right", { memory: "1Gi", status: { qosClass: "Burstable" } }),
      samplePod("untold"),
    ];
    expect(qosFindings(pods)).toMatchObject([
      {
        rule: "QosClassDiffers",
        subject: { pod: "wrong" },
        message: "the status says Guaranteed, and the spec makes it Burstable",
      },
    ]);
  });
});
