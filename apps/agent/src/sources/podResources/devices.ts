import type { ContainerDevices } from "@bayplan/protocols/podresources";
import type { Device } from "@bayplan/shared";
import type { Ledger } from "../../ledger/ledger.ts";
import { numaNodesOf } from "./allocations.ts";

/** Every device the kubelet gives out or gave out: an id once seen is remembered, since a sick one leaves the lists. */
export interface Devices {
  allocatable(listed: readonly ContainerDevices[]): void;
  /** The list of allocatable devices cannot be had: those held are then all that is known. */
  allocatableUnknown(): void;
  held(listed: readonly ContainerDevices[]): void;
}

export function createDevices(ledger: Ledger): Devices {
  /** Null until that list was read: what is held is not sick only because it was not asked for yet. */
  let healthy: ReadonlySet<string> | null = null;
  let unknown = false;
  let lastHeld: readonly ContainerDevices[] = [];

  const see = (listed: readonly ContainerDevices[]): void => {
    for (const device of joined(listed, (id) => healthy?.has(id) ?? true)) {
      const before = ledger.get("device", device.id);
      ledger.put(device.numaNodes.length === 0 && before ? { ...device, numaNodes: before.numaNodes } : device);
    }
  };

  return {
    allocatable(listed) {
      healthy = new Set(
        listed.flatMap(({ resourceName, deviceIds }) => deviceIds.map((id) => `${resourceName}/${id}`)),
      );
      see(listed);
      see(lastHeld);
      for (const device of ledger.all("device"))
        if (device.allocatable && !healthy.has(device.id)) ledger.put({ ...device, allocatable: false });
    },
    allocatableUnknown() {
      unknown = true;
      see(lastHeld);
    },
    held(listed) {
      lastHeld = listed;
      if (healthy || unknown) see(listed);
    },
  };
}

/** One device of each id: a resource can come as several entries, one a NUMA node. */
function joined(listed: readonly ContainerDevices[], isAllocatable: (id: string) => boolean): Device[] {
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
