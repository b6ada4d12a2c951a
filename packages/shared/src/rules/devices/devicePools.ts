import type { Allocation } from "../../model/device.ts";
import type { DeviceClaim, DeviceSlice } from "../../model/deviceClaim.ts";
import type { Pod } from "../../model/pod.ts";
import { claimedDevices } from "./claims.ts";
import type { DeviceHolder } from "./holder.ts";

/** A device that a driver offers to claims, and who has it. */
export interface PoolDevice {
  device: string;
  /** By the API server and by the kubelet; several where they share it. */
  claims: { namespace: string; name: string }[];
  /** The containers that the kubelet gave it to. */
  assignments: DeviceHolder[];
}

/** The devices of one driver's pool, as far as this node has to do with them. */
export interface DevicePool {
  driver: string;
  pool: string;
  devices: PoolDevice[];
  /** Devices that the node alone offers; null where its slices are not known or not all there. */
  total: number | null;
  /** Those that a claim has, once each, however many pods share it; null where the claims are not known. */
  allocated: number | null;
  /** total − allocated; null where either is not known. */
  free: number | null;
}

export interface DevicePoolsInput {
  node: string;
  /** Null: the API server does not tell. */
  slices: readonly DeviceSlice[] | null;
  /** Those that name a pool of these slices are enough; null: the API server does not tell. */
  claims: readonly DeviceClaim[] | null;
  allocations: readonly Allocation[];
  /** Null: not known. */
  pods: readonly Pod[] | null;
}

/**
 * What drivers of dynamic resource allocation offer on the node, and what of it is claimed (KEP-4381). A pool that several
 * nodes reach is told only as far as containers here hold its devices: how many are free is no fact of this node.
 * After `staging/src/k8s.io/dynamic-resource-allocation/structured` (a pool holds once all slices of its newest
 * generation are there).
 */
export function devicePools({ node, slices, claims, allocations, pods }: DevicePoolsInput): DevicePool[] {
  const pools = new Map<string, { driver: string; pool: string; devices: Map<string, PoolDevice>; whole: boolean }>();
  const poolOf = (driver: string, pool: string) => {
    const key = `${driver}/${pool}`;
    const known = pools.get(key) ?? { driver, pool, devices: new Map<string, PoolDevice>(), whole: false };
    pools.set(key, known);
    return known;
  };
  const deviceOf = (of: { devices: Map<string, PoolDevice> }, device: string): PoolDevice => {
    const known = of.devices.get(device) ?? { device, claims: [], assignments: [] };
    of.devices.set(device, known);
    return known;
  };

  const offered = Map.groupBy(
    (slices ?? []).filter((slice) => slice.node === node),
    ({ driver, pool }) => `${driver}/${pool}`,
  );
  for (const ofPool of offered.values()) {
    const newest = Math.max(...ofPool.map(({ generation }) => generation));
    const current = ofPool.filter(({ generation }) => generation === newest);
    const [first] = current;
    if (!first) continue;
    const pool = poolOf(first.driver, first.pool);
    pool.whole = current.length >= first.slices;
    for (const { devices } of current) for (const device of devices) deviceOf(pool, device);
  }
  for (const held of claimedDevices(allocations, pods)) {
    const device = deviceOf(poolOf(held.driver, held.pool), held.device);
    device.claims = held.claims;
    device.assignments = held.assignments;
  }
  for (const { namespace, name, devices } of claims ?? []) {
    for (const { driver, pool, device } of devices) {
      const item = pools.get(`${driver}/${pool}`)?.devices.get(device);
      if (!item || item.claims.some((known) => known.name === name && known.namespace === namespace)) continue;
      item.claims = [...item.claims, { namespace, name }];
    }
  }

  return [...pools.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { driver, pool, devices, whole }]) => {
      const total = whole ? devices.size : null;
      const isOwn = offered.has(key);
      const allocated =
        claims === null || !isOwn ? null : [...devices.values()].filter((device) => device.claims.length > 0).length;
      return {
        driver,
        pool,
        devices: [...devices.values()].sort((a, b) => numeric.compare(a.device, b.device)),
        total,
        allocated,
        free: total === null || allocated === null ? null : total - allocated,
      };
    });
}

const numeric = new Intl.Collator("en", { numeric: true });
