import type { FleetDeviceView } from "@bayplan/api/views";
import { describe, expect, test } from "vitest";
import { deviceView } from "../../fixtures/views.ts";
import { byNode, deviceNumbers, fragmentation, matchesDevice, readDevicesSearch } from "./fleetDevices.ts";

const held = (uid: string | null, gone = false) => ({
  assignments: [{ namespace: "ml", pod: "train-0", container: "app", uid, gone }],
});

const device = (node: string, id: string, changes: Parameters<typeof deviceView>[1] = {}): FleetDeviceView => ({
  ...deviceView(id, changes),
  key: `${node}/${id}`,
  node,
  holderTier: null,
  lastTold: null,
});

const devices = [
  device("node-b", "a", held("uid")),
  device("node-b", "b", { health: "Unhealthy" }),
  device("node-a", "c", { numaNodes: [1] }),
  device("node-a", "d"),
  device("node-a", "e", held(null, true)),
];

test("devices are counted by what holds of them", () =>
  expect(deviceNumbers(devices)).toEqual({ total: 5, physical: 5, held: 2, idle: 3, unhealthy: 1, orphaned: 1 }));

test("parts and shares are told apart from the hardware they are of", () => {
  const shares = ["g::0", "g::1", "g::2", "h::0"].map((id) => device("node-a", id, { physicalId: id.slice(0, 1) }));
  expect(deviceNumbers(shares)).toMatchObject({ total: 4, physical: 2 });
  expect(fragmentation(shares)).toMatchObject([{ free: 4, physical: 2 }]);
});

test("a holder that nobody can name is no orphan: the pods may not be known", () =>
  expect(deviceNumbers([device("node-a", "a", held(null))]).orphaned).toBe(0));

test("fragmentation tells the most that one pod can get", () =>
  expect(fragmentation(devices)).toEqual([
    {
      resource: "nvidia.com/gpu",
      free: 2,
      physical: 2,
      largestNode: { node: "node-a", free: 2 },
      largestNuma: { node: "node-a", numa: 1, free: 1 },
    },
  ]));

test("nodes come in order with their devices by NUMA node", () =>
  expect(byNode(devices).map(({ node, devices: own }) => [node, own.map(({ id }) => id)])).toEqual([
    ["node-a", ["d", "e", "c"]],
    ["node-b", ["a", "b"]],
  ]));

describe("the filters", () => {
  const passing = (search: Record<string, unknown>) =>
    devices.filter((each) => matchesDevice(each, readDevicesSearch(search))).map(({ id }) => id);

  test.each([
    [{}, ["a", "b", "c", "d", "e"]],
    [{ state: "orphaned" }, ["e"]],
    [{ state: "nonsense" }, ["a", "b", "c", "d", "e"]],
    [{ q: "train NODE-B" }, ["a"]],
    [{ resource: "example.com/nic" }, []],
  ])("%o leaves %o", (search, ids) => expect(passing(search)).toEqual(ids));
});
