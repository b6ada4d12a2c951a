import { amount } from "../quantity.ts";
import type { RuntimeContainer } from "../runtime/state.ts";
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
  const cpuRequest = amount(requests?.["cpu"]);
  return {
    cpuQuota: Math.round(amount(limits?.["cpu"]) * 100_000),
    cpuShares: Math.max(2, Math.floor(cpuRequest * 1024)),
    memoryLimit: amount(limits?.["memory"]),
    oomScoreAdj: oomScoreAdjustment(core, entry, slot),
    cpuset: slot.cpus.length > 0 ? ranges(slot.cpus) : core.devices.sharedCpus(),
  };
}

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
