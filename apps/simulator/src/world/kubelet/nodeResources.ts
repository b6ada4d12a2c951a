import type { ResourceList } from "../kubernetes.ts";
import { KIB, amount, bytes } from "../quantity.ts";
import { createRandom } from "../random.ts";
import type { DeviceManager } from "./deviceManager.ts";
import type { NodeProfile } from "./state.ts";

/** Capacity, and what of it pods may have: less what is reserved and what eviction keeps free. */
export function nodeResources(
  profile: NodeProfile,
  devices: DeviceManager,
): { capacity: ResourceList; allocatable: ResourceList } {
  const counts = (healthyOnly: boolean): ResourceList => {
    const list: Record<string, number> = {};
    for (const { resource, healthy } of devices.devices())
      list[resource] = (list[resource] ?? 0) + (healthy || !healthyOnly ? 1 : 0);
    return Object.fromEntries(Object.entries(list).map(([name, count]) => [name, String(count)]));
  };
  const allocatable = allocatableAmounts(profile);
  const common = { "hugepages-1Gi": "0", "hugepages-2Mi": "0", pods: "110" };
  return {
    capacity: {
      cpu: String(profile.cores),
      "ephemeral-storage": `${Math.floor(profile.disk.capacity / KIB)}Ki`,
      memory: `${Math.floor(profile.memory / KIB)}Ki`,
      ...common,
      ...counts(false),
    },
    allocatable: {
      cpu: String(allocatable.cpu),
      "ephemeral-storage": String(Math.floor(profile.disk.capacity * 0.9)),
      memory: bytes(allocatable.memory),
      ...common,
      ...counts(true),
    },
  };
}

/** Cores and bytes that pods may have. */
export function allocatableAmounts(profile: NodeProfile): { cpu: number; memory: number } {
  const reserved = profile.exclusiveCpus ? profile.numaNodes : 0;
  const threshold = profile.evictionHard["memory.available"] ?? "100Mi";
  const kept = threshold.endsWith("%") ? (profile.memory * Number.parseFloat(threshold)) / 100 : amount(threshold);
  return { cpu: profile.cores - reserved, memory: Math.floor((profile.memory - kept) / KIB) * KIB };
}

/** What a node says it is and runs. */
export function nodeInfo(profile: NodeProfile, uid: string): Record<string, string> {
  const machine = uid.replaceAll("-", "");
  const windows = profile.operatingSystem === "windows";
  return {
    machineID: machine,
    systemUUID: uid,
    bootID: createRandom(`${uid} ${profile.bootedAt}`).uuid(),
    kernelVersion: windows ? "10.0.26100.4652" : "6.12.48-cloud-amd64",
    osImage: windows ? "Windows Server 2025 Datacenter" : "Debian GNU/Linux 13 (trixie)",
    containerRuntimeVersion: `containerd://${profile.runtimeVersion}`,
    kubeletVersion: profile.kubeletVersion,
    kubeProxyVersion: "",
    operatingSystem: profile.operatingSystem,
    architecture: "amd64",
  };
}
