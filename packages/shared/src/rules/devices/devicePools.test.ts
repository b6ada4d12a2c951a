import { describe, expect, it } from "vitest";
import { aPod } from "../../../test/entities.ts";
import type { Allocation } from "../../model/device.ts";
import type { DeviceClaim, DeviceSlice } from "../../model/deviceClaim.ts";
import { devicePools, type DevicePoolsInput } from "./devicePools.ts";

const slice = (devices: string[], changes: Partial<DeviceSlice> = {}): DeviceSlice => ({
  name: "slice-1",
  driver: "gpu.example",
  pool: "node-a",
  generation: 1,
  slices: 1,
  node: "node-a",
  devices,
  tainted: [],
  divisible: false,
  ...changes,
});

const claim = (name: string, ...devices: string[]): DeviceClaim => ({
  namespace: "shop",
  name,
  devices: devices.map((device) => ({ driver: "gpu.example", pool: "node-a", device, adminAccess: false })),
  pods: [],
});

const held = (pod: string, claimName: string, device: string, pool = "node-a"): Allocation => ({
  kind: "allocation",
  id: `shop/${pod}/main`,
  namespace: "shop",
  pod,
  container: "main",
  devices: [],
  cpuIds: [],
  memory: [],
  claims: [
    { namespace: "shop", name: claimName, resources: [{ driver: "gpu.example", pool, device, cdiDevices: [] }] },
  ],
});

const pools = (input: Partial<DevicePoolsInput>) =>
  devicePools({ node: "node-a", slices: [], claims: [], allocations: [], pods: [aPod()], ...input });
const counts = (input: Partial<DevicePoolsInput>) =>
  pools(input).map(({ pool, total, allocated, free }) => [pool, total, allocated, free]);

describe("devicePools", () => {
  it("counts a device once, however many claims and pods share it", () => {
    const input = {
      slices: [slice(["gpu-10", "gpu-2", "gpu-0"])],
      claims: [claim("shared", "gpu-0"), claim("also", "gpu-0"), claim("own", "gpu-2")],
      allocations: [held("web", "shared", "gpu-0"), held("api", "shared", "gpu-0")],
      pods: [aPod(), aPod({ id: "uid-2", name: "api" })],
    };
    expect(counts(input)).toEqual([["node-a", 3, 2, 1]]);
    const [pool] = pools(input);
    expect(pool?.devices.map(({ device, claims, assignments }) => [device, claims.length, assignments.length])).toEqual(
      [
        ["gpu-0", 2, 2],
        ["gpu-2", 1, 0],
        ["gpu-10", 0, 0],
      ],
    );
  });

  it.each<[string, Partial<DevicePoolsInput>, unknown[]]>([
    ["no slice is known", { slices: null }, [["node-a", null, null, null]]],
    ["the claims are not known", { slices: [slice(["a", "b"])], claims: null }, [["node-a", 2, null, null]]],
    ["a slice of the pool is missing", { slices: [slice(["a"], { slices: 2 })] }, [["node-a", null, 1, null]]],
    [
      "an older generation is still there",
      { slices: [slice(["a", "old"]), slice(["a"], { name: "slice-2", generation: 2 })] },
      [["node-a", 1, 1, 0]],
    ],
    [
      "another node's slices are told too",
      { slices: [slice(["a"], { node: "node-b" })] },
      [["node-a", null, null, null]],
    ],
  ])("does not guess when %s", (_, input, expected) => {
    expect(counts({ allocations: [held("web", "one", "a")], ...input })).toEqual(expected);
  });

  it("tells of a pool that several nodes reach only what is held here", () => {
    expect(counts({ slices: [slice(["a"])], allocations: [held("web", "one", "x", "fabric")] })).toEqual([
      ["fabric", null, null, null],
      ["node-a", 1, 0, 1],
    ]);
  });

  it("lists a claim that only looks at a device, and does not count it", () => {
    const devices = [{ driver: "gpu.example", pool: "node-a", device: "a", adminAccess: true }];
    const input = {
      slices: [slice(["a", "b"])],
      claims: [{ ...claim("monitor"), devices }],
      allocations: [held("web", "monitor", "a")],
    };
    expect(counts(input)).toEqual([["node-a", 2, 0, 2]]);
    expect(pools(input)[0]?.devices[0]).toMatchObject({
      device: "a",
      claims: [{ namespace: "shop", name: "monitor", adminAccess: true }],
      assignments: [{ pod: "web" }],
    });
    expect(counts({ ...input, claims: [...input.claims, claim("own", "a")] })).toEqual([["node-a", 2, 1, 1]]);
  });

  it("does not call a tainted device free, and counts as claimed one that a claim has", () => {
    const input = { slices: [slice(["a", "b", "c"], { tainted: ["a", "b"] })], claims: [claim("own", "a")] };
    expect(pools(input)).toMatchObject([{ total: 3, allocated: 1, tainted: 1, free: 1 }]);
  });

  it("does not tell how many are free where devices share what they are made of", () => {
    const shared = slice(["c"], { name: "slice-2", slices: 2, divisible: true });
    const input = { slices: [slice(["a", "b"], { slices: 2 }), shared], claims: [claim("own", "a")] };
    expect(pools(input)).toMatchObject([{ total: 3, allocated: 1, free: null, divisible: true }]);
  });

  it("forgets what a finished pod held", () => {
    const pods = [aPod({ status: { phase: "Succeeded" } })];
    expect(counts({ slices: [slice(["a"])], allocations: [held("web", "one", "a")], pods })).toEqual([
      ["node-a", 1, 0, 1],
    ]);
  });
});
