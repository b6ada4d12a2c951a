import type { ClaimableDevices, Device, NodeProfile } from "../world/kubelet/state.ts";
import { GIB } from "../world/quantity.ts";
import { createRandom } from "../world/random.ts";
import { MINUTE, SECOND } from "../world/time/clock.ts";

const DAY = 24 * 60 * MINUTE;

interface Sketch extends Partial<Omit<NodeProfile, "labels">> {
  name: string;
  pool: string;
  zone: string;
  machine: string;
  /** Days since it booted. */
  up?: number;
}

/** An ordinary Linux node, less what the sketch says otherwise. */
export function nodeProfile(sketch: Sketch, now: number): NodeProfile {
  const { pool, zone, machine, up = 41, ...own } = sketch;
  return {
    taints: [],
    operatingSystem: "linux",
    cores: 16,
    numaNodes: 1,
    memory: 64 * GIB,
    systemMemory: 3.2 * GIB,
    disk: { capacity: 500 * GIB, used: 96 * GIB },
    kubeletVersion: "v1.36.2",
    runtimeVersion: "2.3.4",
    runtimeEvents: true,
    forbidden: [],
    agent: true,
    exclusiveCpus: false,
    evictionHard: {
      "imagefs.available": "15%",
      "memory.available": "1Gi",
      "nodefs.available": "10%",
      "nodefs.inodesFree": "5%",
    },
    pressureTransition: 5 * MINUTE,
    longestBackOff: 5 * MINUTE,
    devices: [],
    bootedAt: now - up * DAY - 3_140_000,
    ...own,
    labels: {
      "topology.kubernetes.io/region": "eu-west-1",
      "topology.kubernetes.io/zone": zone,
      "node.kubernetes.io/instance-type": machine,
      "karpenter.sh/nodepool": pool,
    },
  };
}

/** GPU 0 to 7 over two NUMA nodes; the last two are shared in four replicas each. */
function sharedGpus(): Device[] {
  const random = createRandom("gpu-a100-01");
  return Array.from({ length: 8 }, (_, index) => ({
    id: `GPU-${random.uuid()}`,
    numaNode: index < 4 ? 0 : 1,
    index,
  })).flatMap(({ id, numaNode, index }): Device[] =>
    index < 6
      ? [{ resource: "nvidia.com/gpu", id, numaNode, healthy: true }]
      : Array.from({ length: 4 }, (_, replica) => ({
          resource: "nvidia.com/gpu.shared",
          id: `${id}::${replica}`,
          numaNode,
          healthy: true,
        })),
  );
}

/** Four GPUs, each cut into two instances, with the ids that GKE's plugin gives. */
const slicedGpus = (): Device[] =>
  Array.from({ length: 8 }, (_, index) => ({
    resource: "nvidia.com/gpu",
    id: `nvidia${Math.floor(index / 2)}/gi${(index % 2) + 1}`,
    numaNode: index < 4 ? 0 : 1,
    healthy: true,
  }));

/** Functions of a card that takes encryption off the CPUs, given out by claims. */
const CRYPTO_ACCELERATOR: ClaimableDevices = {
  driver: "qat.intel.com",
  cdiKind: "intel.com/qat",
  devices: Array.from({ length: 4 }, (_, index) => ({
    name: `qatvf-0000-6b-00-${index + 1}`,
    attributes: { services: { string: "sym;asym" }, numaNode: { int: 0 } },
  })),
};

/** Functions of a network card, given to pods that want no other on their way. */
const VIRTUAL_NICS: Device[] = Array.from({ length: 4 }, (_, index) => ({
  resource: "intel.com/sriov_netdevice",
  id: `0000:3b:02.${index}`,
  numaNode: 0,
  healthy: true,
}));

/** A code of gRPC. */
const UNIMPLEMENTED = 12;

const GPU_TAINT = [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }];

/** The nodes of the demo, those that its story needs most first. */
export function demoProfiles(now: number): NodeProfile[] {
  const sketches: Sketch[] = [
    {
      name: "web-03",
      pool: "web",
      zone: "zone-c",
      machine: "m7i.4xlarge",
      evictionHard: {
        "imagefs.available": "15%",
        "memory.available": "1536Mi",
        "nodefs.available": "10%",
        "nodefs.inodesFree": "5%",
      },
      pressureTransition: MINUTE,
    },
    {
      name: "gpu-a100-01",
      pool: "gpu",
      zone: "zone-b",
      machine: "p4d.24xlarge",
      cores: 96,
      numaNodes: 2,
      memory: 1_152 * GIB,
      systemMemory: 17 * GIB,
      disk: { capacity: 2_000 * GIB, used: 810 * GIB },
      exclusiveCpus: true,
      devices: sharedGpus(),
      taints: GPU_TAINT,
    },
    {
      name: "batch-02",
      pool: "batch",
      zone: "zone-b",
      machine: "c7i.8xlarge",
      cores: 32,
      longestBackOff: 30 * SECOND,
      up: 6,
    },
    {
      name: "batch-01",
      pool: "batch",
      zone: "zone-a",
      machine: "c7i.8xlarge",
      cores: 32,
      longestBackOff: MINUTE,
      up: 6,
    },
    {
      name: "gpu-a100-02",
      pool: "gpu",
      zone: "zone-a",
      machine: "a2-highgpu-4g",
      cores: 48,
      numaNodes: 2,
      memory: 340 * GIB,
      systemMemory: 7.4 * GIB,
      disk: { capacity: 1_000 * GIB, used: 420 * GIB },
      exclusiveCpus: true,
      devices: slicedGpus(),
      taints: GPU_TAINT,
    },
    {
      name: "data-02",
      pool: "data",
      zone: "zone-b",
      machine: "m6id.4xlarge",
      disk: { capacity: 200 * GIB, used: 150 * GIB },
      imageDisk: { capacity: 100 * GIB, used: 21 * GIB },
      pressureTransition: MINUTE,
    },
    { name: "web-01", pool: "web", zone: "zone-a", machine: "m7i.4xlarge" },
    { name: "web-02", pool: "web", zone: "zone-b", machine: "m7i.4xlarge" },
    {
      name: "data-01",
      pool: "data",
      zone: "zone-a",
      machine: "m6id.4xlarge",
      exclusiveCpus: true,
    },
    {
      name: "edge-09",
      pool: "edge",
      zone: "zone-c",
      machine: "metal-s",
      claimable: CRYPTO_ACCELERATOR,
      cores: 8,
      memory: 16 * GIB,
      systemMemory: 1.4 * GIB,
      disk: { capacity: 120 * GIB, used: 31 * GIB },
      up: 3,
    },
    {
      name: "old-01",
      pool: "legacy",
      zone: "zone-c",
      machine: "m5.4xlarge",
      kubeletVersion: "v1.32.9",
      runtimeVersion: "1.6.36",
      runtimeEvents: false,
      forbidden: ["/configz", "/pods"],
      devices: VIRTUAL_NICS,
      podResourcesLack: [{ method: "GetAllocatableResources", code: UNIMPLEMENTED }],
      up: 213,
    },
    {
      name: "ci-01",
      pool: "ci",
      zone: "zone-a",
      machine: "m7i.4xlarge",
      agent: false,
      shutdownGrace: { ordinary: 20 * SECOND, critical: 10 * SECOND },
      up: 2,
    },
    { name: "batch-03", pool: "batch", zone: "zone-c", machine: "c7i.8xlarge", cores: 32, agent: false, up: 6 },
    {
      name: "win-01",
      pool: "windows",
      zone: "zone-a",
      machine: "m7i.4xlarge",
      operatingSystem: "windows",
      runtimeVersion: "2.0.5",
      systemMemory: 4.6 * GIB,
      taints: [{ key: "os", value: "windows", effect: "NoSchedule" }],
      evictionHard: { "memory.available": "500Mi", "nodefs.available": "10%" },
      up: 19,
    },
  ];
  return sketches.map((sketch) => nodeProfile(sketch, now));
}

/** More nodes of the ordinary kinds, for larger worlds. */
export function plainProfile(index: number, now: number): NodeProfile {
  const pool = ["web", "batch", "data"][index % 3] ?? "web";
  return nodeProfile(
    {
      name: `${pool}-${String(10 + Math.floor(index / 3)).padStart(2, "0")}`,
      pool,
      zone: `zone-${"abc"[index % 3] ?? "a"}`,
      machine: "m7i.4xlarge",
      pressureTransition: 60 * SECOND,
      up: 4 + (index % 50),
    },
    now,
  );
}
