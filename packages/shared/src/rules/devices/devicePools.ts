import type { Allocation } from "../../model/device.ts";
import type { DeviceClaim, DeviceSlice } from "../../model/deviceClaim.ts";
import type { Pod } from "../../model/pod.ts";
import { claimedDevices } from "./claims.ts";
import type { DeviceHolder } from "./holder.ts";

/** A claim that has a device. */
export interface DeviceUse {
  namespace: string;
  name: string;
  /** True: it looks at the device and does not take it. Only the API server tells: false where it does not. */
  adminAccess: boolean;
}

/** A device that a driver offers to claims, and who has it. */
export interface PoolDevice {
  device: string;
  /** By the API server and by the kubelet; several where they share it. */
  claims: DeviceUse[];
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
  /** Those that a claim has taken, once each, however many pods share it; null where the claims are not known. */
  allocated: number | null;
  /** Those that no claim has taken, and that a taint keeps from claims which do not tolerate it; null as `allocated`. */
  tainted: number | null;
  /** total − allocated − tainted; null where one is not known, or the pool is `divisible`. */
  free: number | null;
  /** Its devices draw on shared counters, or go to several claims in parts: what is free depends on what is asked for. */
  divisible: boolean;
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
 * Taints that a DeviceTaintRule sets are in no slice, and are not looked at.
 * Source: `staging/src/k8s.io/dynamic-resource-allocation/structured` (a pool holds once all slices of its newest
 * generation are there), scheduler `pkg/scheduler/framework/plugins/dynamicresources/allocateddevices.go` (a device
 * with `adminAccess` is not considered as allocated).
 */
export function devicePools({ node, slices, claims, allocations, pods }: DevicePoolsInput): DevicePool[] {
  const pools = new Map<string, Gathered>();
  const poolOf = (driver: string, pool: string) => {
    const key = `${driver}/${pool}`;
    const known = pools.get(key) ?? gathered(driver, pool);
    pools.set(key, known);
    return known;
  };
  const deviceOf = (of: Gathered, device: string): PoolDevice => {
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
    pool.divisible = current.some(({ divisible }) => divisible);
    for (const { devices, tainted } of current) {
      for (const device of devices) deviceOf(pool, device);
      for (const device of tainted) pool.tainted.add(device);
    }
  }
  for (const held of claimedDevices(allocations, pods)) {
    const device = deviceOf(poolOf(held.driver, held.pool), held.device);
    device.claims = held.claims.map((claim) => ({ ...claim, adminAccess: false }));
    device.assignments = held.assignments;
  }
  for (const { namespace, name, devices } of claims ?? []) {
    for (const { driver, pool, device, adminAccess } of devices) {
      const item = pools.get(`${driver}/${pool}`)?.devices.get(device);
      if (!item) continue;
      const known = item.claims.find((claim) => claim.name === name && claim.namespace === namespace);
      if (known) known.adminAccess = adminAccess;
      else item.claims.push({ namespace, name, adminAccess });
    }
  }

  return [...pools.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { driver, pool, devices, tainted: keptBack, whole, divisible }]) => {
      const total = whole ? devices.size : null;
      const isKnown = claims !== null && offered.has(key);
      const untaken = [...devices.values()].filter((device) => !isTaken(device));
      const allocated = isKnown ? devices.size - untaken.length : null;
      const tainted = isKnown ? untaken.filter(({ device }) => keptBack.has(device)).length : null;
      return {
        driver,
        pool,
        devices: [...devices.values()].sort((a, b) => numeric.compare(a.device, b.device)),
        total,
        allocated,
        tainted,
        free:
          total === null || allocated === null || tainted === null || divisible ? null : total - allocated - tainted,
        divisible,
      };
    });
}

/** True where a claim has it for itself, or with others: one that looks at it takes it from nobody. */
const isTaken = ({ claims }: PoolDevice): boolean => claims.some(({ adminAccess }) => !adminAccess);

/** What is known of a pool while its slices are read. */
interface Gathered {
  driver: string;
  pool: string;
  devices: Map<string, PoolDevice>;
  /** Names of the devices that a taint keeps back. */
  tainted: Set<string>;
  whole: boolean;
  divisible: boolean;
}

const gathered = (driver: string, pool: string): Gathered => ({
  driver,
  pool,
  devices: new Map(),
  tainted: new Set(),
  whole: false,
  divisible: false,
});

const numeric = new Intl.Collator("en", { numeric: true });
