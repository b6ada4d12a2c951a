import { amount } from "../quantity.ts";
import type { RuntimeContainer } from "../runtime/state.ts";
import type { Limits } from "../stats/load.ts";
import { ranges } from "./deviceManager.ts";
import type { KubeletCore } from "./core.ts";
import type { ContainerSlot, PodEntry } from "./state.ts";

const CRITICAL_PRIORITY = 2_000_001_000;

/** What the kubelet asks the runtime to hold a container to. */
export function containerSettings(
  core: KubeletCore,
  entry: PodEntry,
  slot: ContainerSlot,
): RuntimeContainer["resources"] {
  const { requests, limits } = slot.actual;
  // Where a container names no limit, its pod's holds for it.
  const shared = entry.object.spec.resources?.limits;
  const cpuLimit = amount(limits?.["cpu"]) || amount(shared?.["cpu"]);
  const cpuRequest = requests?.["cpu"] === undefined ? cpuLimit : amount(requests["cpu"]);
  return {
    // CPUs of its own it may use whole.
    cpuQuota: slot.cpus.length > 0 ? -1 : cpuLimit === 0 ? 0 : Math.max(1000, Math.round(cpuLimit * 100_000)),
    cpuShares: Math.max(2, Math.floor((Math.round(cpuRequest * 1000) * 1024) / 1000)),
    memoryLimit: amount(limits?.["memory"]) || amount(shared?.["memory"]),
    oomScoreAdj: oomScoreAdjustment(core, entry, slot),
    cpuset: slot.cpus.length > 0 ? ranges(slot.cpus) : core.devices.sharedCpus(),
  };
}

/** What the kernel holds it to. */
export const limitsOf = (
  { memoryLimit, cpuQuota }: RuntimeContainer["resources"],
  { cpus }: Pick<ContainerSlot, "cpus">,
): Limits => ({
  memory: memoryLimit || null,
  cores: cpus.length > 0 ? cpus.length : cpuQuota > 0 ? cpuQuota / 100_000 : null,
});

/** As far as the pods of the simulated cluster need it: pkg/kubelet/qos/policy.go. */
function oomScoreAdjustment(core: KubeletCore, entry: PodEntry, slot: ContainerSlot): number {
  const { spec, status } = entry.object;
  if (status.qosClass === "Guaranteed" || spec.priority >= CRITICAL_PRIORITY) return -997;
  if (status.qosClass === "BestEffort") return 1000;
  const request = amount(slot.spec.resources.requests?.["memory"]);
  const all = entry.slots.map((one) => amount(one.spec.resources.requests?.["memory"]));
  const podRequest = amount(spec.resources?.requests?.["memory"]);
  const share = Math.max(0, podRequest - all.reduce((sum, one) => sum + one, 0)) / all.length;
  const score = 1000 - Math.floor((1000 * (request + share)) / core.profile.memory);
  return Math.min(999, Math.max(3, score));
}
