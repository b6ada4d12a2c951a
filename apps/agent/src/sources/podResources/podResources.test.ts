import { expect, test } from "vitest";
import type { ContainerDevices, ListPodResourcesResponse } from "@bayplan/protocols/podresources";
import { fixture } from "../../../test/fixture.ts";
import { createSteppedClock } from "../../../test/steppedClock.ts";
import { createLedger } from "../../ledger/ledger.ts";
import { readAllocations } from "./allocations.ts";
import { createDevices } from "./devices.ts";

interface RecordedDevices {
  resource_name: string;
  device_ids: string[];
  topology: { nodes: { ID: string }[] } | null;
}
interface Recorded {
  lists: {
    at: string;
    body: {
      pod_resources: {
        name: string;
        namespace: string;
        containers: { name: string; devices: RecordedDevices[]; cpu_ids: string[] }[];
      }[];
    };
  }[];
  allocatable: { at: string; body: { devices: RecordedDevices[] } }[];
}
const recorded = JSON.parse(fixture("podresources.json")) as Recorded;

const devicesOf = (devices: RecordedDevices[]): ContainerDevices[] =>
  devices.map(({ resource_name, device_ids, topology }) => ({
    resourceName: resource_name,
    deviceIds: device_ids,
    topology: topology ? { nodes: topology.nodes.map(({ ID }) => ({ ID: BigInt(ID) })) } : undefined,
  }));
const listOf = (index: number): ListPodResourcesResponse => ({
  podResources: (recorded.lists[index]?.body.pod_resources ?? []).map(({ name, namespace, containers }) => ({
    name,
    namespace,
    containers: containers.map((container) => ({
      name: container.name,
      devices: devicesOf(container.devices),
      cpuIds: container.cpu_ids.map(BigInt),
      memory: [],
      dynamicResources: [],
    })),
  })),
});
const heldIn = (index: number) =>
  listOf(index).podResources.flatMap(({ containers }) => containers.flatMap(({ devices }) => devices));
const gpu = (index: number) => `GPU-a1b2c3d${index}-5f3e-4c1d-9b7a-0123456789a${index}`;

test("three GPUs on two NUMA nodes, listed as several entries, are one container's; a CPU is another's", () => {
  const allocations = readAllocations(listOf(2));
  expect(allocations.map(({ id }) => id).sort()).toEqual([
    "ml/infer/server",
    "ml/train/trainer",
    "team-a/api-guaranteed/api",
  ]);
  const byId = new Map(allocations.map((allocation) => [allocation.id, allocation]));
  expect(byId.get("ml/train/trainer")?.devices).toEqual(
    [0, 1, 2].map((index) => ({ resource: "nvidia.com/gpu", deviceId: gpu(index) })),
  );
  expect(byId.get("ml/infer/server")?.devices).toEqual([{ resource: "nvidia.com/gpu", deviceId: gpu(3) }]);
  expect(byId.get("team-a/api-guaranteed/api")?.cpuIds).toEqual([1]);
});

test("the order of a list, of its devices and of its claims says nothing", () => {
  const container = {
    name: "c",
    devices: [
      { resourceName: "b", deviceIds: ["2", "1"], topology: undefined },
      { resourceName: "a", deviceIds: ["9"], topology: undefined },
      { resourceName: "b", deviceIds: ["1"], topology: { nodes: [{ ID: 1n }] } },
    ],
    cpuIds: [5n, 3n],
    memory: [
      { memoryType: "memory", size: 2n, topology: { nodes: [{ ID: 1n }] } },
      { memoryType: "hugepages-1Gi", size: 1n, topology: { nodes: [{ ID: 1n }, { ID: 0n }] } },
    ],
    dynamicResources: [
      {
        claimName: "z",
        claimNamespace: "n",
        claimResources: [
          { driverName: "d", poolName: "p", deviceName: "1", cdiDevices: [{ name: "b" }, { name: "a" }] },
        ],
      },
      { claimName: "a", claimNamespace: "n", claimResources: [] },
    ],
  };
  const turned = {
    ...container,
    devices: container.devices.toReversed(),
    cpuIds: container.cpuIds.toReversed(),
    memory: container.memory.toReversed(),
    dynamicResources: container.dynamicResources.toReversed(),
  };
  const read = (one: typeof container) =>
    readAllocations({ podResources: [{ name: "p", namespace: "n", containers: [one] }] });
  expect(read(turned)).toEqual(read(container));
  expect(read(container)).toEqual([
    {
      kind: "allocation",
      id: "n/p/c",
      namespace: "n",
      pod: "p",
      container: "c",
      devices: [
        { resource: "a", deviceId: "9" },
        { resource: "b", deviceId: "1" },
        { resource: "b", deviceId: "2" },
      ],
      cpuIds: [3, 5],
      memory: [
        { type: "hugepages-1Gi", sizeBytes: 1, numaNodes: [0, 1] },
        { type: "memory", sizeBytes: 2, numaNodes: [1] },
      ],
      claims: [
        { namespace: "n", name: "a", resources: [] },
        { namespace: "n", name: "z", resources: [{ driver: "d", pool: "p", device: "1", cdiDevices: ["a", "b"] }] },
      ],
    },
  ]);
});

test("a device that leaves the lists is remembered with its place, and is no longer allocatable", () => {
  const ledger = createLedger(createSteppedClock());
  const devices = createDevices(ledger);
  const told = () =>
    ledger.all("device").map(({ deviceId, numaNodes, allocatable }) => [deviceId, numaNodes, allocatable]);

  // What is held is not called sick only because the other list has not come yet.
  devices.held(heldIn(2));
  expect(told()).toEqual([]);
  devices.allocatable(devicesOf(recorded.allocatable[0]?.body.devices ?? []));
  const all = [0, 1, 2, 3].map((index) => [gpu(index), [index < 2 ? 0 : 1], true]);
  expect(told().toSorted()).toEqual(all);

  devices.allocatable(devicesOf(recorded.allocatable[1]?.body.devices ?? []));
  devices.held(heldIn(4));
  expect(heldIn(4).flatMap(({ deviceIds }) => deviceIds)).not.toContain(gpu(3));
  expect(told().toSorted()).toEqual([...all.slice(0, 3), [gpu(3), [1], false]]);
});

test("without the list of allocatable devices, those held are known all the same, and not how they are", () => {
  const ledger = createLedger(createSteppedClock());
  const devices = createDevices(ledger);
  const told = () => ledger.all("device").map(({ allocatable }) => allocatable);
  devices.held(heldIn(2));
  devices.allocatableUnknown(true);
  expect(told()).toEqual([null, null, null, null]);
  devices.held(heldIn(2));
  expect(told()).toEqual([null, null, null, null]);
  devices.allocatable(devicesOf(recorded.allocatable[0]?.body.devices ?? []));
  expect(told()).toEqual([true, true, true, true]);
});

test("what that list once said holds while it does not answer for a moment, and no longer than it may be asked", () => {
  const ledger = createLedger(createSteppedClock());
  const devices = createDevices(ledger);
  const told = () =>
    Object.fromEntries(ledger.all("device").map(({ deviceId, allocatable }) => [deviceId, allocatable]));
  const listed = devicesOf(recorded.allocatable[1]?.body.devices ?? []);
  devices.held(heldIn(2));
  devices.allocatable(listed);
  devices.allocatableUnknown(false);
  const plugged = { resourceName: "nvidia.com/gpu", deviceIds: ["GPU-new"], topology: undefined };
  devices.held([...heldIn(2), plugged]);
  expect(told()).toEqual({ [gpu(0)]: true, [gpu(1)]: true, [gpu(2)]: true, [gpu(3)]: false, "GPU-new": null });
  devices.allocatableUnknown(true);
  expect(new Set(Object.values(told()))).toEqual(new Set([null]));
});
