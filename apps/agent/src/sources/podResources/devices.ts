import type { ContainerDevices } from "@bayplan/protocols/podresources";
import type { Device } from "@bayplan/shared";
import type { Ledger } from "../../ledger/ledger.ts";
import { numaNodesOf } from "./allocations.ts";

/** Every device the kubelet gives out or gave out: an id once seen is remembered, since a sick one leaves the lists. */
export interface Devices {
  allocatable(listed: readonly ContainerDevices[]): void;
  /**
   * The list of allocatable devices did not come: those held are then all that is known. `lasting`: it will not come, and
   * what it once said holds no more.
   */
  allocatableUnknown(lasting: boolean): void;
  held(listed: readonly ContainerDevices[]): void;
}

export function createDevices(ledger: Ledger): Devices {
  /** Null until that list was read: what is held is not sick only because it was not asked for yet. */
  let healthy: ReadonlySet<string> | null = null;
  /** The last try to read it failed. */
  let unknown = false;
  let lastHeld: readonly ContainerDevices[] = [];

  const isAllocatable = (id: string): boolean | null => {
    if (!healthy) return null;
    if (healthy.has(id)) return true;
    // One that was plugged in since that list was read is not sick.
    return unknown ? (ledger.get("device", id)?.allocatable ?? null) : false;
  };

  const see = (listed: readonly ContainerDevices[]): void => {
    for (const device of joined(listed, isAllocatable)) {
      const before = ledger.get("device", device.id);
      ledger.put(device.numaNodes.length === 0 && before ? { ...device, numaNodes: before.numaNodes } : device);
    }
  };

  return {
    allocatable(listed) {
      unknown = false;
      healthy = new Set(
        listed.flatMap(({ resourceName, deviceIds }) => deviceIds.map((id) => `${resourceName}/${id}`)),
      );
      see(listed);
      see(lastHeld);
      for (const device of ledger.all("device"))
        if (device.allocatable !== false && !healthy.has(device.id)) ledger.put({ ...device, allocatable: false });
    },
    allocatableUnknown(lasting) {
      unknown = true;
      if (lasting) {
        healthy = null;
        for (const device of ledger.all("device")) ledger.put({ ...device, allocatable: null });
      }
      see(lastHeld);
    },
    held(listed) {
      lastHeld = listed;
      if (healthy || unknown) see(listed);
    },
  };
}

/** One device of each id: a resource can come as several entries, one a NUMA node. */
function joined(listed: readonly ContainerDevices[], isAllocatable: (id: string) => boolean | null): Device[] {
  const devices = new Map<string, Device>();
  for (const { resourceName, deviceIds, topology } of listed) {
    for (const deviceId of deviceIds) {
      const id = `${resourceName}/${deviceId}`;
      const numaNodes = [...new Set([...(devices.get(id)?.numaNodes ?? []), ...numaNodesOf(topology)])].sort(
        (a, b) => a - b,
      );
      devices.set(id, {
        kind: "device",
        id,
        resource: resourceName,
        deviceId,
        numaNodes,
        allocatable: isAllocatable(id),
      });
    }
  }
  return [...devices.values()];
}
