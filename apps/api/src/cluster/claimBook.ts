import type { DeviceClaim, DeviceSlice } from "@bayplan/shared";

/** What drivers offer to claims on each node, and which claims have it. */
export interface ClaimBook {
  /** Null until the API server has told them. */
  slicesOf(node: string): readonly DeviceSlice[] | null;
  /** Claims that have a device of the pools that this node offers alone; null until the API server has told them. */
  claimsOf(node: string): readonly DeviceClaim[] | null;
  slices: Handler<DeviceSlice>;
  claims: Handler<DeviceClaim>;
  forgetAll(): void;
}

interface Handler<Item> {
  replace(items: readonly Item[]): void;
  upsert(item: Item): void;
  remove(item: Item): void;
}

const poolKey = ({ driver, pool }: { driver: string; pool: string }): string => `${driver}/${pool}`;
const claimKey = ({ namespace, name }: DeviceClaim): string => `${namespace}/${name}`;

/** `changed` is told the node for which something is different; undefined: for any. */
export const createClaimBook = (changed: (node: string | undefined) => void): ClaimBook => {
  let slices: Map<string, DeviceSlice> | null = null;
  let claims: Map<string, DeviceClaim> | null = null;
  const slicesByNode = new Map<string, Map<string, DeviceSlice>>();
  const nodeOfPool = new Map<string, string>();
  const claimsByPool = new Map<string, Map<string, DeviceClaim>>();

  /** A pool that several nodes reach is no one node's: its slices are not kept. */
  const addSlice = (slice: DeviceSlice): void => {
    if (slice.node === null) return;
    slices?.set(slice.name, slice);
    const ofNode = slicesByNode.get(slice.node) ?? new Map<string, DeviceSlice>();
    slicesByNode.set(slice.node, ofNode.set(slice.name, slice));
    nodeOfPool.set(poolKey(slice), slice.node);
  };

  const dropSlice = (name: string): void => {
    const slice = slices?.get(name);
    if (!slice || slice.node === null) return;
    slices?.delete(name);
    const ofNode = slicesByNode.get(slice.node);
    ofNode?.delete(name);
    if (ofNode?.size === 0) slicesByNode.delete(slice.node);
    const isLast = ![...(ofNode?.values() ?? [])].some((other) => poolKey(other) === poolKey(slice));
    if (isLast) nodeOfPool.delete(poolKey(slice));
  };

  const addClaim = (claim: DeviceClaim): void => {
    if (claim.devices.length === 0) return;
    claims?.set(claimKey(claim), claim);
    for (const device of claim.devices) {
      const ofPool = claimsByPool.get(poolKey(device)) ?? new Map<string, DeviceClaim>();
      claimsByPool.set(poolKey(device), ofPool.set(claimKey(claim), claim));
    }
  };

  const dropClaim = (key: string): DeviceClaim | undefined => {
    const claim = claims?.get(key);
    claims?.delete(key);
    for (const device of claim?.devices ?? []) {
      const ofPool = claimsByPool.get(poolKey(device));
      ofPool?.delete(key);
      if (ofPool?.size === 0) claimsByPool.delete(poolKey(device));
    }
    return claim;
  };

  const tellOf = (...told: (DeviceClaim | undefined)[]): void => {
    const pools = told.flatMap((claim) => claim?.devices.map(poolKey) ?? []);
    const nodes = new Set(pools.flatMap((pool) => nodeOfPool.get(pool) ?? []));
    for (const node of nodes) changed(node);
  };

  const forgetSlices = (): void => {
    slicesByNode.clear();
    nodeOfPool.clear();
  };

  return {
    slicesOf: (node) => slices && [...(slicesByNode.get(node)?.values() ?? [])],
    claimsOf: (node) => {
      if (!claims) return null;
      const pools = new Set([...(slicesByNode.get(node)?.values() ?? [])].map(poolKey));
      return [...new Set(Array.from(pools).flatMap((pool) => Array.from(claimsByPool.get(pool)?.values() ?? [])))];
    },
    slices: {
      replace: (items) => {
        forgetSlices();
        slices = new Map();
        for (const slice of items) addSlice(slice);
        changed(undefined);
      },
      upsert: (slice) => {
        const before = slices?.get(slice.name);
        dropSlice(slice.name);
        addSlice(slice);
        for (const node of new Set([before?.node, slice.node])) if (node) changed(node);
      },
      remove: (slice) => {
        dropSlice(slice.name);
        if (slice.node !== null) changed(slice.node);
      },
    },
    claims: {
      replace: (items) => {
        claimsByPool.clear();
        claims = new Map();
        for (const claim of items) addClaim(claim);
        changed(undefined);
      },
      upsert: (claim) => {
        const before = dropClaim(claimKey(claim));
        addClaim(claim);
        tellOf(before, claim);
      },
      remove: (claim) => tellOf(dropClaim(claimKey(claim))),
    },
    forgetAll: () => {
      forgetSlices();
      claimsByPool.clear();
      slices = null;
      claims = null;
    },
  };
};
