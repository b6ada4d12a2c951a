import type { DeviceClaim, DeviceSlice } from "@bayplan/shared";
import { expect, test } from "vitest";
import { createClaimBook } from "./claimBook.ts";
import { projectClaim, projectSlice } from "./projectDeviceClaim.ts";

const slice = (name: string, node: string | null, devices: string[], pool = node ?? "fabric"): DeviceSlice => ({
  name,
  driver: "gpu.example",
  pool,
  generation: 1,
  slices: 1,
  node,
  devices,
  tainted: [],
  divisible: false,
});

const claim = (name: string, pool: string, ...devices: string[]): DeviceClaim => ({
  namespace: "shop",
  name,
  devices: devices.map((device) => ({ driver: "gpu.example", pool, device, adminAccess: false })),
  pods: [],
});

const start = () => {
  const changed: (string | undefined)[] = [];
  const book = createClaimBook((node) => void changed.push(node));
  return {
    book,
    changed,
    told: (node: string) => [
      book.slicesOf(node)?.map(({ name }) => name) ?? null,
      book.claimsOf(node)?.map(({ name }) => name) ?? null,
    ],
  };
};

test("a node's slices and the claims of their pools, whatever came first", () => {
  const { book, told } = start();
  expect(told("node-a")).toEqual([null, null]);
  book.claims.replace([claim("one", "node-a", "0", "1"), claim("two", "node-b", "0"), claim("none", "node-a")]);
  expect(told("node-a")).toEqual([null, []]);
  book.slices.replace([slice("a", "node-a", ["0"]), slice("b", "node-b", ["0"]), slice("shared", null, ["x"])]);
  expect(told("node-a")).toEqual([["a"], ["one"]]);
  expect(told("node-b")).toEqual([["b"], ["two"]]);
  expect(told("node-c")).toEqual([[], []]);
});

test("only the nodes that a change concerns are told of it", () => {
  const { book, changed, told } = start();
  book.slices.replace([slice("a", "node-a", ["0"]), slice("b", "node-b", ["0"])]);
  book.claims.replace([]);
  changed.length = 0;
  book.claims.upsert(claim("one", "node-a", "0"));
  book.claims.upsert(claim("one", "node-b", "0"));
  expect(changed).toEqual(["node-a", "node-a", "node-b"]);
  expect(told("node-a")).toEqual([["a"], []]);
  book.claims.remove(claim("one", "node-b"));
  expect(told("node-b")).toEqual([["b"], []]);
  changed.length = 0;
  book.slices.upsert(slice("a", "node-a", ["0", "1"]));
  book.slices.remove(slice("b", "node-b", []));
  expect(changed).toEqual(["node-a", "node-b"]);
  expect(told("node-b")).toEqual([[], []]);
});

test("of the API's objects names are kept, and what decides which devices are free", () => {
  expect(
    projectSlice({
      metadata: { name: "s" },
      spec: {
        driver: "gpu.example",
        nodeName: "node-a",
        pool: { name: "p", generation: 3, resourceSliceCount: 2 },
        devices: [{ name: "gpu-0", attributes: { uuid: { string: "u" } } }, {}],
      },
    }),
  ).toEqual({
    name: "s",
    driver: "gpu.example",
    pool: "p",
    generation: 3,
    slices: 2,
    node: "node-a",
    devices: ["gpu-0"],
    tainted: [],
    divisible: false,
  });
  const result = { request: "r", driver: "gpu.example", pool: "p", device: "gpu-0" };
  expect(
    projectClaim({
      metadata: { name: "c", namespace: "shop" },
      status: {
        allocation: { devices: { results: [result, { ...result, device: "gpu-1", adminAccess: true }] } },
        reservedFor: [{ resource: "pods", name: "web", uid: "u" }],
      },
    }),
  ).toEqual({
    namespace: "shop",
    name: "c",
    devices: [
      { driver: "gpu.example", pool: "p", device: "gpu-0", adminAccess: false },
      { driver: "gpu.example", pool: "p", device: "gpu-1", adminAccess: true },
    ],
    pods: ["web"],
  });
  expect(projectClaim({ metadata: { name: "c" } })).toMatchObject({ devices: [] });
  for (const object of [undefined, {}, { metadata: {} }]) {
    expect(() => projectSlice(object)).toThrow(/has no name/);
    expect(() => projectClaim(object)).toThrow(/has no name/);
  }
});

test("a slice tells which of its devices are tainted, and whether they are given in parts", () => {
  const sliceOf = (...devices: object[]) => projectSlice({ metadata: { name: "s" }, spec: { devices } });
  const taintsOf = (...effects: string[]) => ({ taints: effects.map((effect) => ({ key: "sick", effect })) });
  expect(
    sliceOf(
      { name: "a", ...taintsOf("None", "NoExecute") },
      { name: "b", ...taintsOf("NoSchedule") },
      { name: "c", ...taintsOf("None") },
      { name: "d" },
    ),
  ).toMatchObject({ devices: ["a", "b", "c", "d"], tainted: ["a", "b"], divisible: false });
  const counters = [{ counterSet: "gpu-0", counters: { memory: { value: "40Gi" } } }];
  expect(sliceOf({ name: "a" }, { name: "b", consumesCounters: counters })).toMatchObject({ divisible: true });
  expect(sliceOf({ name: "a", allowMultipleAllocations: true })).toMatchObject({ divisible: true });
  expect(sliceOf({ name: "a", allowMultipleAllocations: false })).toMatchObject({ divisible: false });
});
