import { describe, expect, it } from "vitest";
import { aContainer, aPod } from "../../../test/entities.ts";
import type { Event } from "../../model/event.ts";
import type { Pod } from "../../model/pod.ts";
import type { PodStats } from "../../model/stats.ts";
import { nodeVolumes } from "./nodeVolumes.ts";
import { volumeStates, type VolumeStatesInput } from "./volumeStates.ts";

const mounts = (...names: string[]) => ({ volumeMounts: names.map((name) => ({ name, mountPath: `/${name}` })) });

const pod = (changes: Partial<Pod> = {}): Pod =>
  aPod({
    spec: {
      containers: [{ name: "main", image: "", ...mounts("data", "cache") }],
      volumes: [
        { name: "data", type: "persistentVolumeClaim", reference: "data-claim" },
        { name: "cache", type: "emptyDir" },
      ],
    },
    status: { phase: "Pending" },
    ...changes,
  });

const measured = (id: string, ...names: string[]): PodStats => ({
  kind: "podStats",
  id,
  namespace: "shop",
  name: "web",
  containers: [],
  volumes: names.map((name) => ({ name })),
});

const event = (reason: string, message: string, lastAt = "2026-11-21T10:05:00Z"): Event => ({
  uid: message,
  namespace: "shop",
  name: "web",
  type: "Warning",
  reason,
  message,
  node: "node-a",
  component: "kubelet",
  object: { kind: "Pod", namespace: "shop", name: "web", uid: "uid-1" },
  firstAt: "2026-11-21T10:01:00Z",
  lastAt,
  count: 3,
});

const states = (input: Partial<VolumeStatesInput>): string[] =>
  volumeStates({ pods: [pod()], stats: [], containers: [], events: [], ...input }).map(
    ({ name, state }) => `${name} ${state}`,
  );

describe("volumeStates", () => {
  it.each<[string, Partial<VolumeStatesInput>, string[]]>([
    ["nothing shows it mounted", {}, ["data wanted", "cache wanted"]],
    ["the kubelet measures one", { stats: [measured("uid-1", "cache")] }, ["data wanted", "cache mounted"]],
    ["there is a container", { containers: [aContainer({ state: "Created" })] }, ["data mounted", "cache mounted"]],
    ["the container runs", { containers: [aContainer()] }, ["data inUse", "cache inUse"]],
    [
      "the pod has finished",
      { pods: [pod({ status: { phase: "Succeeded" } })], stats: [measured("uid-1", "cache")] },
      ["data released", "cache leftBehind"],
    ],
    ["the pod is gone", { pods: [], stats: [measured("uid-0", "data")] }, ["data leftBehind"]],
    [
      "an event names one",
      { events: [event("FailedMount", 'MountVolume.SetUp failed for volume "data" : timed out')] },
      ["data blocked", "cache wanted"],
    ],
    [
      "an event lists them",
      {
        events: [
          event(
            "FailedMount",
            "Unable to attach or mount volumes: unmounted volumes=[cache data], unattached volumes=[]: timed out",
          ),
        ],
      },
      ["data blocked", "cache blocked"],
    ],
    [
      "an event names none",
      { events: [event("FailedAttachVolume", "Multi-Attach error")] },
      ["data blocked", "cache blocked"],
    ],
    [
      "an event is of the past",
      { events: [event("FailedMount", 'for volume "data" : timed out')], containers: [aContainer()] },
      ["data inUse", "cache inUse"],
    ],
  ])("when %s", (_, input, expected) => {
    expect(states(input)).toEqual(expected);
  });

  it("is in use by a container that has it as a block device", () => {
    const containers = [{ name: "main", image: "", volumeDevices: ["data"] }];
    const volumes = [{ name: "data", type: "persistentVolumeClaim", reference: "data-claim" }];
    const pods = [pod({ spec: { containers, volumes } })];
    const [data] = volumeStates({ pods, stats: [], containers: [aContainer()], events: [] });
    expect(data).toMatchObject({ state: "inUse", containers: ["main"] });
  });

  it("is attached before it is mounted, and says as what", () => {
    const attachedAs = "kubernetes.io/csi/disk.example^vol-1";
    const volumes = new Map([[attachedAs, { name: "pv-1", attachedAs, claim: "shop/data-claim" }]]);
    const onNode = nodeVolumes({ volumesAttached: [attachedAs] }, [pod()], volumes);
    const [data, cache] = volumeStates({ pods: [pod()], stats: [], containers: [], events: [], nodeVolumes: onNode });
    expect(data).toMatchObject({ state: "attached", persistentVolume: "pv-1", attachedAs });
    expect(cache).toMatchObject({ state: "wanted", persistentVolume: null, attachedAs: null });
    expect(states({ nodeVolumes: onNode, containers: [aContainer()] })).toEqual(["data inUse", "cache inUse"]);
    const waiting = nodeVolumes({ volumesInUse: [attachedAs] }, [pod()], volumes);
    expect(states({ nodeVolumes: waiting })).toEqual(["data wanted", "cache wanted"]);
  });

  it("says what blocks it in the last words, since the first", () => {
    const events = [
      event("FailedMount", 'for volume "data" : second', "2026-11-21T10:06:00Z"),
      event("FailedMount", 'for volume "data" : first'),
    ];
    expect(volumeStates({ pods: [pod()], stats: [], containers: [], events })[0]?.blocked).toEqual({
      reason: "FailedMount",
      message: 'for volume "data" : second',
      since: "2026-11-21T10:01:00Z",
      lastAt: "2026-11-21T10:06:00Z",
    });
  });
});
