import type { DiskSummary, SignalView } from "@bayplan/api/views";
import { describe, expect, test } from "vitest";
import { disksOf } from "./disks.ts";

const GIB = 1024 ** 3;

const fileSystem = (name: "nodefs" | "imagefs" | "containerfs", used: number, available: number, capacity: number) => ({
  name,
  usedBytes: used * GIB,
  availableBytes: available * GIB,
  capacityBytes: capacity * GIB,
  inodesFree: 900,
  inodes: 1000,
  inodesUsed: 100,
});

const summary = (changes: Partial<DiskSummary> = {}): DiskSummary => ({
  key: "disk",
  part: "disk",
  layout: "single",
  fileSystems: [
    fileSystem("nodefs", 60, 40, 100),
    fileSystem("imagefs", 20, 40, 100),
    fileSystem("containerfs", 5, 40, 100),
  ],
  images: {
    count: 3,
    sizeBytes: 30 * GIB,
    removableBytes: 8 * GIB,
    usedPercent: 60,
    highPercent: 85,
    lowPercent: 80,
    toFreeBytes: null,
  },
  logLimitBytes: null,
  totals: { layerBytes: 4 * GIB, logBytes: 1 * GIB, volumeBytes: 10 * GIB },
  deadContainers: { count: 0, bytes: 0 },
  attachable: null,
  ...changes,
});

const signal = (name: string, gibibytes: number): SignalView =>
  ({
    signal: name,
    thresholds: [
      { kind: "hard", quantity: gibibytes * GIB, text: "10%" },
      { kind: "soft", quantity: 30 * GIB, text: "30%" },
    ],
  }) as SignalView;

const sizes = (given: DiskSummary) =>
  disksOf(given, []).map(({ names, segments }) => [
    names.join(" "),
    Object.fromEntries(segments.map(({ kind, bytes }) => [kind, bytes / GIB])),
  ]);

describe("what lies where", () => {
  test("on one disk for all", () => {
    expect(sizes(summary())).toEqual([
      ["nodefs imagefs containerfs", { images: 22, unusedImages: 8, layers: 4, logs: 1, volumes: 10, other: 15 }],
    ]);
  });

  test("with images and layers on a disk of their own", () => {
    expect(sizes(summary({ layout: "dedicated" }))).toEqual([
      ["nodefs", { logs: 1, volumes: 10, other: 49 }],
      ["imagefs containerfs", { images: 22, unusedImages: 8, layers: 4, other: 26 }],
    ]);
  });

  test("with images alone on a disk of their own", () => {
    expect(sizes(summary({ layout: "split" }))).toEqual([
      ["nodefs containerfs", { layers: 4, logs: 1, volumes: 10, other: 45 }],
      ["imagefs", { images: 22, unusedImages: 8, other: 30 }],
    ]);
  });

  test("without images where the runtime does not tell them", () => {
    const [[, parts] = []] = sizes(summary({ fileSystems: [fileSystem("nodefs", 60, 40, 100)], images: null }));
    expect(parts).toEqual({ logs: 1, volumes: 10, other: 49 });
  });
});

test("segments lie beside each other and end where the free room begins", () => {
  const [disk] = disksOf(summary(), []);
  const end = disk?.segments.reduce((left, segment) => {
    expect(segment.left).toBeCloseTo(left, 9);
    return left + segment.width;
  }, 0);
  expect(end).toBeCloseTo(60, 9);
});

test("figures of several samples never reach into the free room", () => {
  const [disk] = disksOf(summary({ totals: { layerBytes: 0, logBytes: 0, volumeBytes: 90 * GIB } }), []);
  const volumes = disk?.segments.find(({ kind }) => kind === "volumes");
  expect(volumes?.bytes).toBe(90 * GIB);
  expect((volumes?.left ?? 0) + (volumes?.width ?? 0)).toBeCloseTo(60, 9);
  expect(disk?.segments.some(({ kind }) => kind === "other")).toBe(false);
});

test("the line is the hard threshold that is met first, the marks are the images'", () => {
  const signals = [signal("nodefs.available", 10), signal("imagefs.available", 15), signal("memory.available", 1)];
  expect(disksOf(summary(), signals)[0]?.line).toMatchObject({ signal: "imagefs.available", place: 85 });
  const [nodefs, imagefs] = disksOf(summary({ layout: "dedicated" }), signals);
  expect(nodefs).toMatchObject({ line: { signal: "nodefs.available", place: 90 }, marks: null });
  expect(imagefs).toMatchObject({ line: { place: 85 }, marks: { high: 85, low: 80 } });
  expect(disksOf(summary(), [])[0]?.line).toBeNull();
});

test("a disk without a size is no disk", () => {
  expect(disksOf(summary({ fileSystems: [] }), [])).toEqual([]);
  const unknown = { ...fileSystem("nodefs", 0, 0, 0), availableBytes: null };
  expect(disksOf(summary({ fileSystems: [unknown] }), [])).toEqual([]);
});
