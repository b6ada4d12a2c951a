import { amount } from "../quantity.ts";
import type { Device, HeldDevices, NodeProfile, PodEntry } from "./state.ts";

/** Who holds which device and which exclusive CPU of a node. */
export interface DeviceManager {
  devices(): readonly Device[];
  /** CPUs that can be given out exclusively. */
  allocatableCpus(): number[];
  /** The CPUs that everybody without exclusive ones shares, as a list such as `0,4-7`. */
  sharedCpus(): string;
  /** Gives the pod what its containers ask for; a text says why that cannot be. */
  allocate(entry: PodEntry): string | null;
  release(entry: PodEntry): void;
  setHealth(id: string, healthy: boolean): void;
}

export function createDeviceManager(profile: NodeProfile): DeviceManager {
  const devices = profile.devices.map((device) => ({ ...device }));
  const heldDevices = new Set<string>();
  const heldCpus = new Set<number>();
  const perNumaNode = profile.cores / profile.numaNodes;
  const allocatable = profile.exclusiveCpus
    ? Array.from({ length: profile.cores }, (_, cpu) => cpu).filter((cpu) => cpu % perNumaNode !== 0)
    : [];

  function takeDevices(resource: string, count: number): HeldDevices | string {
    const free = devices.filter(
      (device) => device.resource === resource && device.healthy && !heldDevices.has(device.id),
    );
    if (free.length < count)
      return `Allocate failed due to requested number of devices unavailable for ${resource}. Requested: ${count}, Available: ${free.length}, which is unexpected`;
    const ids = free.slice(0, count).map(({ id }) => id);
    for (const id of ids) heldDevices.add(id);
    return { resource, ids };
  }

  /** From one NUMA node where it has enough, as the best-effort topology policy prefers. */
  function takeCpus(count: number): number[] | string {
    const free = allocatable.filter((cpu) => !heldCpus.has(cpu));
    if (free.length < count)
      return `not enough cpus available to satisfy request: requested=${count}, available=${free.length}`;
    const nodes = Array.from({ length: profile.numaNodes }, (_, node) =>
      free.filter((cpu) => Math.floor(cpu / perNumaNode) === node),
    );
    const cpus = (nodes.find(({ length }) => length >= count) ?? free).slice(0, count);
    for (const cpu of cpus) heldCpus.add(cpu);
    return cpus;
  }

  function release(entry: PodEntry): void {
    for (const slot of entry.slots) {
      for (const { ids } of slot.devices) for (const id of ids) heldDevices.delete(id);
      for (const cpu of slot.cpus) heldCpus.delete(cpu);
      slot.devices = [];
      slot.cpus = [];
    }
  }

  return {
    devices: () => devices,
    allocatableCpus: () => allocatable,
    sharedCpus: () =>
      ranges(Array.from({ length: profile.cores }, (_, cpu) => cpu).filter((cpu) => !heldCpus.has(cpu))),
    allocate(entry) {
      for (const slot of entry.slots) {
        for (const [name, quantity] of Object.entries(slot.spec.resources.limits ?? {})) {
          if (!devices.some(({ resource }) => resource === name)) continue;
          const held = takeDevices(name, amount(quantity));
          if (typeof held === "string") {
            release(entry);
            return held;
          }
          slot.devices.push(held);
        }
        const cpu = amount(slot.spec.resources.requests?.["cpu"]);
        const exclusive =
          profile.exclusiveCpus &&
          entry.object.status.qosClass === "Guaranteed" &&
          slot.kind !== "init" &&
          cpu > 0 &&
          Number.isInteger(cpu);
        if (!exclusive) continue;
        const cpus = takeCpus(cpu);
        if (typeof cpus === "string") {
          release(entry);
          return cpus;
        }
        slot.cpus = cpus;
      }
      return null;
    },
    release,
    setHealth(id, healthy) {
      const device = devices.find((candidate) => candidate.id === id);
      if (device) device.healthy = healthy;
    },
  };
}

/** The CPUs of one NUMA node, numbered one node after another. */
export function cpusOfNumaNode({ cores, numaNodes }: NodeProfile, node: number): number[] {
  const each = cores / numaNodes;
  return Array.from({ length: cores }, (_, cpu) => cpu).filter((cpu) => Math.floor(cpu / each) === node);
}

/** A list of numbers in the kernel's form: `0,2-5`. */
export function ranges(numbers: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(",");
}
