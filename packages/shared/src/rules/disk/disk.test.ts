import { describe, expect, it } from "vitest";
import { aContainer, aPod } from "../../../test/entities.ts";
import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Image } from "../../model/runtime.ts";
import type { PodStats } from "../../model/stats.ts";
import { diskConsumers } from "./diskConsumers.ts";
import { diskFindings, emptyDirs, logLimit } from "./diskFindings.ts";
import { imageCollection } from "./imageUse.ts";

const MIB = 1024 * 1024;

const config: KubeletConfig = {
  kind: "kubeletConfig",
  id: "kubeletConfig",
  config: {
    imageGCHighThresholdPercent: 85,
    imageGCLowThresholdPercent: 80,
    containerLogMaxSize: "10Mi",
    containerLogMaxFiles: 5,
  },
};

const image = (id: string, changes: Partial<Image> = {}): Image => ({
  kind: "image",
  id,
  tags: [],
  digests: [],
  sizeBytes: 100 * MIB,
  pinned: false,
  ...changes,
});

const stats = (changes: Partial<PodStats> = {}): PodStats => ({
  kind: "podStats",
  id: "uid-1",
  namespace: "shop",
  name: "web",
  containers: [],
  ...changes,
});

describe("imageCollection", () => {
  const images = [
    image("sha256:1"),
    image("sha256:2", { tags: ["docker.io/web:2"], sizeBytes: 300 * MIB }),
    image("sha256:3", { digests: ["docker.io/web@sha256:d"] }),
    image("sha256:pause", { pinned: true, sizeBytes: MIB }),
  ];

  it("knows who uses an image by its id, tag or digest, and that an exited container uses it too", () => {
    const containers = [
      aContainer({ imageRef: "sha256:1", image: "docker.io/web:1" }),
      aContainer({ id: "c2", imageRef: "", image: "docker.io/web:2", podUid: "uid-2", pod: "api", state: "Exited" }),
      aContainer({ id: "c3", imageRef: "sha256:1", image: "" }),
    ];
    const { images: items, removableBytes } = imageCollection(images, containers, [], undefined, undefined);
    expect(items.map(({ id, users, removable }) => [id, users.map(({ pod }) => pod), removable])).toEqual([
      ["sha256:2", ["api"], false],
      ["sha256:1", ["web"], false],
      ["sha256:3", [], true],
      ["sha256:pause", [], false],
    ]);
    expect(removableBytes).toBe(100 * MIB);
  });

  it.each([
    ["docker.io/library/model:latest", "model"],
    ["docker.io/library/model:2", "model:2"],
    ["docker.io/library/model:2", "docker.io/model:2"],
    ["docker.io/team/model:2", "team/model:2"],
    ["quay.io/team/model:2", "quay.io/team/model:2"],
    ["localhost:5000/model:latest", "localhost:5000/model"],
    ["quay.io/team/model@sha256:d", "quay.io/team/model:2@sha256:d"],
  ])("keeps %s for a pod that mounts it as %s", (name, reference) => {
    const volumes = [{ name: "model", type: "image", reference }];
    const pods = [aPod({ spec: { containers: [], volumes } })];
    const mounted = [image("sha256:m", { tags: [name], digests: [name] })];
    const { images: items } = imageCollection(mounted, [aContainer()], pods, undefined, undefined);
    expect(items).toMatchObject([{ users: [{ pod: "web", uid: "uid-1" }], removable: false }]);
    expect(imageCollection(mounted, [], pods, undefined, undefined).images[0]?.removable).toBe(true);
  });

  it.each([
    [160, 84, 0],
    [150, 85, 50],
    [100, 90, 100],
  ])("with %d of 1000 bytes available is at %d %% and is to free %d", (availableBytes, usedPercent, toFreeBytes) => {
    expect(imageCollection([], [], [], { availableBytes, capacityBytes: 1000 }, config)).toMatchObject({
      usedPercent,
      toFreeBytes,
    });
  });

  it("says nothing of marks that it may not read", () => {
    expect(imageCollection([], [], [], { availableBytes: 1, capacityBytes: 1000 }, undefined)).toMatchObject({
      usedPercent: 100,
      highPercent: null,
      toFreeBytes: null,
    });
    expect(imageCollection([], [], [], {}, config)).toMatchObject({ usedPercent: null, toFreeBytes: null });
  });
});

describe("diskConsumers", () => {
  it("puts the largest first and tells what lies on the node's disk", () => {
    const pod = aPod({
      spec: {
        containers: [],
        volumes: [
          { name: "scratch", type: "emptyDir" },
          { name: "ram", type: "emptyDir", medium: "Memory" },
          { name: "huge", type: "emptyDir", medium: "HugePages-2Mi" },
          { name: "data", type: "persistentVolumeClaim", reference: "data" },
        ],
      },
    });
    const sample = stats({
      containers: [{ name: "main", rootfs: { usedBytes: 20, inodesUsed: 3 }, logs: { usedBytes: 30 } }],
      volumes: [
        { name: "scratch", usedBytes: 40 },
        { name: "ram", usedBytes: 50 },
        { name: "huge", usedBytes: 45 },
        { name: "data", usedBytes: 60 },
        { name: "not measured" },
      ],
    });
    const gone = stats({ id: "gone", volumes: [{ name: "left", usedBytes: 10 }] });
    expect(
      diskConsumers([pod], [sample, gone]).map((item) => [
        item.kind,
        item.volume ?? item.container,
        item.volumeType,
        item.usedBytes,
        item.onNode,
      ]),
    ).toEqual([
      ["volume", "data", "persistentVolumeClaim", 60, false],
      ["volume", "ram", "emptyDir", 50, false],
      ["volume", "huge", "emptyDir", 45, false],
      ["volume", "scratch", "emptyDir", 40, true],
      ["logs", "main", undefined, 30, true],
      ["layer", "main", undefined, 20, true],
      ["volume", "left", undefined, 10, true],
    ]);
  });
});

describe("emptyDirs", () => {
  it("gives the room that is left", () => {
    const volumes = [
      { name: "scratch", type: "emptyDir", sizeLimit: "20Mi" },
      { name: "free", type: "emptyDir" },
      { name: "unmeasured", type: "emptyDir", sizeLimit: "1Mi", medium: "Memory" },
      { name: "other", type: "configMap" },
    ];
    const sample = stats({ volumes: [{ name: "scratch", usedBytes: 21 * MIB }] });
    expect(emptyDirs([aPod({ spec: { containers: [], volumes } })], [sample])).toEqual([
      { uid: "uid-1", volume: "scratch", medium: null, usedBytes: 21 * MIB, limitBytes: 20 * MIB, headroomBytes: -MIB },
      { uid: "uid-1", volume: "free", medium: null, usedBytes: null, limitBytes: null, headroomBytes: null },
      { uid: "uid-1", volume: "unmeasured", medium: "Memory", usedBytes: null, limitBytes: MIB, headroomBytes: null },
    ]);
    const ended = aPod({ spec: { containers: [], volumes }, status: { phase: "Failed" } });
    expect(emptyDirs([ended], [sample]).map(({ volume }) => volume)).toEqual(["scratch"]);
    expect(emptyDirs([ended], [])).toEqual([]);
  });
});

describe("diskFindings", () => {
  it("finds logs that outgrow their rotation", () => {
    expect(logLimit(config)).toBe(50 * MIB);
    expect(logLimit(undefined)).toBeNull();
    const samples = [60, 50].map((size, index) =>
      stats({ id: `uid-${index}`, containers: [{ name: "main", logs: { usedBytes: size * MIB } }] }),
    );
    expect(diskFindings(samples, undefined, config).map(({ subject }) => subject.id)).toEqual(["uid-0/main"]);
    expect(diskFindings(samples, undefined, undefined)).toEqual([]);
  });

  it.each([
    [150, 100, ["ImagesToBeCollected"]],
    [100, 10, ["ImagesCannotFreeEnough"]],
    [500, 10, []],
  ])("with %d of 1000 bytes available and %d unused finds %o", (availableBytes, sizeBytes, expected) => {
    const images = imageCollection(
      [image("a", { sizeBytes })],
      [],
      [],
      { availableBytes, capacityBytes: 1000 },
      config,
    );
    expect(diskFindings([], images, config).map(({ rule }) => rule)).toEqual(expected);
  });
});
