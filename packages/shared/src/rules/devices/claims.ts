import type { Allocation } from "../../model/device.ts";
import type { Pod } from "../../model/pod.ts";
import { deviceHolder, holderOf, podsByName, type DeviceHolder } from "./holder.ts";

/** A device that a DRA driver gave to a claim, and who uses the claim: it may be several pods, that is no conflict. */
export interface ClaimedDevice {
  driver: string;
  pool: string;
  device: string;
  claims: { namespace: string; name: string }[];
  assignments: DeviceHolder[];
}

/**
 * The devices of dynamic resource allocation by driver, pool and name (KEP-4381). They are no device plugin's: an
 * extended resource such as `nvidia.com/gpu` can come from a claim too (KEP-5004), and then has no id in the lists.
 */
export function claimedDevices(allocations: Iterable<Allocation>, pods: Iterable<Pod> | null): ClaimedDevice[] {
  const byName = pods && podsByName(pods);
  const items = new Map<string, ClaimedDevice>();
  for (const allocation of allocations) {
    if (allocation.claims.length === 0) continue;
    const holder = holderOf(allocation, byName);
    if (holder.state === "finished") continue;
    for (const claim of allocation.claims) {
      for (const { driver, pool, device } of claim.resources) {
        const key = `${driver}/${pool}/${device}`;
        const item = items.get(key) ?? { driver, pool, device, claims: [], assignments: [] };
        items.set(key, item);
        if (!item.claims.some((known) => known.name === claim.name && known.namespace === claim.namespace)) {
          item.claims.push({ namespace: claim.namespace, name: claim.name });
        }
        item.assignments.push(deviceHolder(allocation, holder));
      }
    }
  }
  return [...items.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
