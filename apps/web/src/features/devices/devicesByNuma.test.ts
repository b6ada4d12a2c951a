import { expect, test } from "vitest";
import { deviceView } from "../../fixtures/views.ts";
import { devicesByNuma } from "./devicesByNuma.ts";

const devices = [
  deviceView("a"),
  deviceView("b", { numaNodes: [1] }),
  deviceView("c", { numaNodes: [1, 0] }),
  deviceView("d", { numaNodes: [] }),
  deviceView("e", { resource: "example.com/nic" }),
];

test("devices lie in their NUMA nodes, numbered through each resource", () =>
  expect(
    devicesByNuma(devices).map(({ resource, groups }) => [
      resource,
      groups.map(({ name, devices }) => [name, devices.map(({ index }) => index)]),
    ]),
  ).toEqual([
    [
      "nvidia.com/gpu",
      [
        ["NUMA 0", [0]],
        ["NUMA 1", [1]],
        ["NUMA 0 and 1", [2]],
        ["NUMA node not told", [3]],
      ],
    ],
    ["example.com/nic", [["NUMA 0", [0]]]],
  ]));

test("some of them keep the numbers they have among all", () =>
  expect(devicesByNuma(devices, ({ id }) => id === "b")).toEqual([
    { resource: "nvidia.com/gpu", groups: [{ name: "NUMA 1", devices: [{ device: devices[1], index: 1 }] }] },
  ]));
