import type { KubeletConfig } from "../src/model/kubelet.ts";
import type { Pod } from "../src/model/pod.ts";
import type { FileSystemStats, NodeStats, PodStats } from "../src/model/stats.ts";

export const MIB = 1024 ** 2;

/** A running pod of one container that asks for some memory and storage; what is given replaces the rest. */
export function samplePod(
  name: string,
  over: {
    memory?: string;
    storage?: string;
    priority?: number;
    spec?: Partial<Pod["spec"]>;
    status?: Partial<Pod["status"]>;
  } & Partial<Omit<Pod, "spec" | "status">> = {},
): Pod {
  const { memory, storage, priority, spec, status, ...rest } = over;
  const requests = {
    ...(memory === undefined ? {} : { memory }),
    ...(storage === undefined ? {} : { "ephemeral-storage": storage }),
  };
  return {
    kind: "pod",
    id: `uid-${name}`,
    namespace: "team-a",
    name,
    labels: {},
    ...rest,
    spec: { containers: [{ name: "main", image: "", resources: { requests } }], priority: priority ?? 0, ...spec },
    status: { phase: "Running", ...status },
  };
}

/** What the kubelet measured of such a pod: working set, files and processes of its one container. */
export function sampleStats(
  name: string,
  {
    memory,
    rootfs,
    logs,
    inodes,
    processes,
    volumes,
  }: {
    memory?: number;
    rootfs?: number;
    logs?: number;
    inodes?: number;
    processes?: number;
    volumes?: PodStats["volumes"];
  } = {},
): PodStats {
  const files = (usedBytes: number | undefined): FileSystemStats => ({
    usedBytes: usedBytes ?? 0,
    inodesUsed: inodes ?? 0,
  });
  return {
    kind: "podStats",
    id: `uid-${name}`,
    namespace: "team-a",
    name,
    memory: { workingSetBytes: memory ?? 0 },
    containers: [{ name: "main", rootfs: files(rootfs), logs: { usedBytes: logs ?? 0, inodesUsed: 0 } }],
    ...(volumes === undefined ? {} : { volumes }),
    ...(processes === undefined ? {} : { processes }),
  };
}

export const fileSystem = (
  availableBytes: number,
  capacityBytes = 1000 * MIB,
  inodesFree = 900_000,
): FileSystemStats => ({
  availableBytes,
  capacityBytes,
  usedBytes: capacityBytes - availableBytes,
  inodesFree,
  inodes: 1_000_000,
  inodesUsed: 1_000_000 - inodesFree,
});

/** A sample of a node with one file system. */
export function sampleNode(over: Partial<NodeStats> = {}): NodeStats {
  const fs = fileSystem(500 * MIB);
  return {
    kind: "nodeStats",
    id: "node",
    at: "2026-11-21T08:00:00Z",
    memory: { availableBytes: 400 * MIB, workingSetBytes: 600 * MIB },
    fs,
    imageFs: fs,
    containerFs: fs,
    rlimit: { maxpid: 1000, curproc: 200 },
    systemContainers: [{ name: "pods", memory: { availableBytes: 300 * MIB, workingSetBytes: 500 * MIB } }],
    ...over,
  };
}

export const configOf = (config: Record<string, unknown>): KubeletConfig => ({
  kind: "kubeletConfig",
  id: "kubeletConfig",
  config,
});
