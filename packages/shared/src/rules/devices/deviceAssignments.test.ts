import { describe, expect, it } from "vitest";
import { aPod, aStatus } from "../../../test/entities.ts";
import { allocationsOf, devicesOf, podOf, readTape } from "../../../test/tape.ts";
import type { Allocation, Device } from "../../model/device.ts";
import type { Pod } from "../../model/pod.ts";
import { toMillis } from "../../model/time.ts";
import { deviceAssignments } from "./deviceAssignments.ts";

const gpu = (deviceId: string, allocatable: boolean | null = true): Device => ({
  kind: "device",
  id: `nvidia.com/gpu/${deviceId}`,
  resource: "nvidia.com/gpu",
  deviceId,
  numaNodes: [0],
  allocatable,
});

const held = (...deviceIds: string[]): Allocation => ({
  kind: "allocation",
  id: "shop/web/main",
  namespace: "shop",
  pod: "web",
  container: "main",
  devices: deviceIds.map((deviceId) => ({ resource: "nvidia.com/gpu", deviceId })),
  cpuIds: [],
  memory: [],
  claims: [],
});

const uidOf = (pods: readonly Pod[]) =>
  deviceAssignments({ devices: [gpu("a")], allocations: [held("a")], pods }).map((item) =>
    item.assignments.map((each) => each.uid),
  );

describe("deviceAssignments", () => {
  it.each<[string, Pod[], (string | null)[]]>([
    ["the pod of that name", [aPod()], ["uid-1"]],
    ["no pod that is known", [], [null]],
    ["nobody, when the pod has finished", [aPod({ status: { phase: "Succeeded" } })], []],
    [
      "the new pod, when one of that name has finished",
      [aPod({ id: "old", status: { phase: "Failed" } }), aPod()],
      ["uid-1"],
    ],
    [
      "the admitted one of two of that name",
      [
        aPod({ id: "new", status: { phase: "Pending" } }),
        aPod({ status: { phase: "Running", containerStatuses: [aStatus()] } }),
      ],
      ["uid-1"],
    ],
    ["one of two that could be meant, without saying which", [aPod(), aPod({ id: "uid-2" })], [null]],
  ])("is held by %s", (_, pods, expected) => {
    expect(uidOf(pods)).toEqual([expected]);
  });

  it.each<[string, Pod[] | null, boolean]>([
    ["is gone where no pod has its name", [], true],
    ["is not called gone where several of that name could be meant", [aPod(), aPod({ id: "uid-2" })], false],
    ["is not called gone where nobody told which pods are there", null, false],
  ])("a holder %s", (_, pods, gone) => {
    const [item] = deviceAssignments({ devices: [gpu("a")], allocations: [held("a")], pods });
    expect(item?.assignments).toMatchObject([{ pod: "web", uid: null, gone }]);
  });

  it("does not know how a device is where the list of healthy ones cannot be read, unless its pod says", () => {
    const says = (health: string): Pod =>
      aPod({
        status: {
          phase: "Running",
          containerStatuses: [
            aStatus({
              allocatedResourcesStatus: [{ name: "nvidia.com/gpu", resources: [{ resourceID: "a", health }] }],
            }),
          ],
        },
      });
    const healthOf = (pod: Pod) =>
      deviceAssignments({ devices: [gpu("a", null), gpu("b", null)], allocations: [held("a")], pods: [pod] }).map(
        (item) => item.health,
      );
    expect(healthOf(aPod())).toEqual(["Unknown", "Unknown"]);
    expect(healthOf(says("Healthy"))).toEqual(["Healthy", "Unknown"]);
    expect(healthOf(says("Unhealthy"))).toEqual(["Unhealthy", "Unknown"]);
  });

  it("keeps a device that has left the lists, unhealthy", () => {
    const items = deviceAssignments({ devices: [gpu("b", false), gpu("a")], allocations: [], pods: [] });
    expect(items.map((item) => [item.id, item.health])).toEqual([
      ["a", "Healthy"],
      ["b", "Unhealthy"],
    ]);
  });

  it.each([
    ["Unhealthy", "Unhealthy"],
    ["Unknown", "Unknown"],
    [undefined, "Unknown"],
  ])("takes the health of a device that only a container names from the pod: %s", (health, expected) => {
    const resources = [{ resourceID: "x", ...(health === undefined ? {} : { health }) }];
    const status = aStatus({ allocatedResourcesStatus: [{ name: "nvidia.com/gpu", resources }] });
    const pods = [aPod({ status: { phase: "Running", containerStatuses: [status] } })];
    expect(deviceAssignments({ devices: [], allocations: [held("x")], pods })[0]?.health).toBe(expected);
  });

  it("sorts ids as people count", () => {
    const items = deviceAssignments({ devices: [gpu("nvidia10"), gpu("nvidia9")], allocations: [], pods: [] });
    expect(items.map((item) => item.id)).toEqual(["nvidia9", "nvidia10"]);
  });
});

/** The node's devices at one moment of the tape, as an agent that remembers ids would hold them. */
function assignmentsAt(moment: string) {
  const devices = new Map<string, Device>();
  let allocations: Allocation[] = [];
  const pods = new Map<string, Pod>();
  for (const { at, call, body } of readTape("steady")) {
    if (toMillis(at) > toMillis(moment)) break;
    if (call.endsWith("/GetAllocatableResources")) {
      for (const [id, device] of devices) devices.set(id, { ...device, allocatable: false });
      for (const device of devicesOf(body)) devices.set(device.id, device);
    } else if (call.endsWith("/List")) allocations = allocationsOf(body);
    else if (call === "GET /pods") {
      pods.clear();
      for (const raw of body.items ?? []) pods.set(raw.metadata.uid, podOf(raw));
    }
  }
  return deviceAssignments({ devices: devices.values(), allocations, pods: pods.values() }).map((item) => [
    item.id.slice(0, 12),
    item.numaNodes,
    item.health,
    item.assignments.map((each) => `${each.namespace}/${each.pod}/${each.container}`).join(),
  ]);
}

describe("the steady recording", () => {
  const train = "ml/train/trainer";

  it("has three GPUs held by one container and the fourth by another", () => {
    expect(assignmentsAt("2026-11-21T10:36:40Z")).toEqual([
      ["GPU-a1b2c3d0", [0], "Healthy", train],
      ["GPU-a1b2c3d1", [0], "Healthy", train],
      ["GPU-a1b2c3d2", [1], "Healthy", train],
      ["GPU-a1b2c3d3", [1], "Healthy", "ml/infer/server"],
    ]);
  });

  it("has the fourth GPU unhealthy while it is held, and after it has left both lists", () => {
    expect(assignmentsAt("2026-11-21T10:37:20Z").at(-1)).toEqual(["GPU-a1b2c3d3", [1], "Unhealthy", "ml/infer/server"]);
    expect(assignmentsAt("2026-11-21T10:38:40Z").at(-1)).toEqual(["GPU-a1b2c3d3", [1], "Unhealthy", ""]);
  });
});
