import { describe, expect, it } from "vitest";
import type { RuntimeContainer } from "../../model/runtime.ts";
import { configOf, fileSystem, MIB, sampleNode, samplePod, sampleStats } from "../../../test/samples.ts";
import { evictionForecast, staysShort } from "./forecast.ts";
import { localStorageLimits } from "./limits.ts";
import { evictionOrder } from "./order.ts";
import { evictionSignals } from "./pressure.ts";
import { nodeReclaim } from "./reclaim.ts";
import { evictionTrend } from "./trend.ts";

const NOW = Date.parse("2026-11-21T08:01:00Z");

describe("localStorageLimits", () => {
  const pod = samplePod("spiller", {
    spec: {
      containers: [{ name: "main", image: "", resources: { limits: { "ephemeral-storage": "100Mi" } } }],
      initContainers: [
        { name: "proxy", image: "", restartPolicy: "Always", resources: { limits: { "ephemeral-storage": "1" } } },
      ],
      volumes: [
        { name: "scratch", type: "emptyDir", sizeLimit: "20Mi" },
        { name: "memory", type: "emptyDir", medium: "Memory", sizeLimit: "5Mi" },
        { name: "boundless", type: "emptyDir" },
        { name: "new", type: "emptyDir", sizeLimit: "1Gi" },
        { name: "none", type: "emptyDir", sizeLimit: "0" },
      ],
    },
  });
  const stats = {
    ...sampleStats("spiller", {
      rootfs: 70 * MIB,
      logs: 40 * MIB,
      volumes: [
        { name: "scratch", usedBytes: 20 * MIB },
        { name: "memory", usedBytes: 6 * MIB },
        { name: "none", usedBytes: 9 },
      ],
    }),
    ephemeralStorage: { usedBytes: 90 * MIB },
  };
  const found = (layout: "single" | "dedicated") =>
    localStorageLimits({ pods: [pod], podStats: [stats], layout }).map(({ scope, name, headroom, exceeded }) => [
      scope,
      name,
      headroom,
      exceeded,
    ]);

  it("looks at volumes, the pod, and its containers, and knows what is not measured yet", () => {
    expect(found("single")).toEqual([
      ["emptyDir", "scratch", 0, false],
      ["emptyDir", "memory", -MIB, true],
      ["emptyDir", "new", null, null],
      ["pod", null, 10 * MIB + 1, false],
      ["container", "main", -10 * MIB, true],
    ]);
  });

  it("leaves a container's layer out where it lies on another disk", () => {
    expect(found("dedicated").at(-1)).toEqual(["container", "main", 60 * MIB, false]);
  });

  it("skips pods without a sample and finished ones, and marks those that never go", () => {
    expect(localStorageLimits({ pods: [pod], podStats: [], layout: "single" })).toEqual([]);
    expect(
      localStorageLimits({ pods: [{ ...pod, status: { phase: "Failed" } }], podStats: [stats], layout: "single" }),
    ).toEqual([]);
    expect(
      localStorageLimits({ pods: [{ ...pod, mirror: true }], podStats: [stats], layout: "single" })[0]?.evictable,
    ).toBe(false);
  });

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
  ])("with isolation of local storage set to %s evicts for it: %s", (localStorageCapacityIsolation, evictable) => {
    const config = configOf({ localStorageCapacityIsolation });
    const limits = localStorageLimits({ pods: [pod], podStats: [stats], layout: "single", config });
    expect(new Set(limits.map((limit) => limit.evictable))).toEqual(new Set([evictable]));
  });
});

const container = (id: string, over: Partial<RuntimeContainer>): RuntimeContainer => ({
  kind: "container",
  id,
  namespace: "",
  pod: "",
  podUid: "uid-alive",
  name: "main",
  sandboxId: "",
  attempt: 0,
  state: "Exited",
  image: "sha256:old",
  imageRef: "",
  createdAt: `2026-11-21T08:00:0${id}Z`,
  ...over,
});

const image = (id: string, pinned = false) => ({
  kind: "image" as const,
  id,
  tags: [`${id}:1`],
  digests: [],
  sizeBytes: 100,
  pinned,
});

describe("nodeReclaim", () => {
  const input = {
    pods: [samplePod("alive")],
    containers: [
      container("1", {}),
      container("2", {}),
      container("3", { state: "Running", image: "busy:1" }),
      container("4", { podUid: "uid-gone", image: "left" }),
    ],
    containerStats: ["1", "2", "3", "4"].map((id) => ({
      kind: "containerStats" as const,
      id,
      writableLayerBytes: 10 ** Number(id),
    })),
    images: [image("sha256:old"), image("busy"), image("left"), image("unused"), image("pause", true)],
  };

  it("deletes all containers of a pod that is gone, older ones of a living one, and what no container is left to use", () => {
    expect(nodeReclaim("nodefs.available", { ...input, layout: "single" })).toEqual({
      deadContainers: { ids: ["1", "4"], bytes: 10_010 },
      unusedImages: { ids: ["left", "unused"], bytes: 200 },
      bytes: 10_210,
    });
  });

  it("knows the containers of a static pod by the kubelet's UID for it, whichever the pod carries", () => {
    const [alive] = input.pods;
    const pods = alive ? [{ ...alive, id: "uid-of-mirror", mirror: true, configHash: "uid-alive" }] : [];
    expect(nodeReclaim("nodefs.available", { ...input, pods, layout: "single" }).deadContainers.ids).toEqual([
      "1",
      "4",
    ]);
  });

  it("keeps an image that a pod mounts as a volume for as long as a container of the pod is left", () => {
    const volumes = [{ name: "model", type: "image", reference: "unused:1" }];
    const unused = (name: string) =>
      nodeReclaim("nodefs.available", {
        ...input,
        layout: "single",
        pods: [samplePod("alive"), samplePod(name, { namespace: "", spec: { volumes } })],
        containers: input.containers.map((one) => ({ ...one, pod: one.podUid === "uid-gone" ? "ended" : "lives" })),
      }).unusedImages.ids;
    expect(unused("lives")).toEqual(["left"]);
    expect(unused("ended")).toEqual(["left", "unused"]);
  });

  it.each([
    ["memory.available", "single", 0, 0],
    ["pid.available", "single", 0, 0],
    ["nodefs.available", "dedicated", 0, 0],
    ["imagefs.available", "dedicated", 2, 2],
    ["nodefs.available", "split", 2, 0],
    ["imagefs.available", "split", 0, 1],
    ["containerfs.available", "split", 2, 0],
  ] as const)("clears for %s on a %s layout %d containers, %d images", (signal, layout, containers, images) => {
    const { deadContainers, unusedImages } = nodeReclaim(signal, { ...input, layout });
    expect([deadContainers.ids.length, unusedImages.ids.length]).toEqual([containers, images]);
  });
});

describe("evictionForecast", () => {
  const nodeStats = sampleNode({ memory: { availableBytes: 80 * MIB, workingSetBytes: 920 * MIB } });
  const config = configOf({
    evictionHard: { "memory.available": "100Mi" },
    evictionMinimumReclaim: { "memory.available": "50Mi" },
  });
  const [state] = evictionSignals({ nodeStats, config, layout: "single", now: NOW }).signals;
  const pods = [
    samplePod("idle"),
    samplePod("large", { priority: 1 }),
    samplePod("static", { mirror: true }),
    samplePod("unmeasured", { priority: -1 }),
  ];
  const order = evictionOrder("memory.available", {
    pods,
    podStats: [
      sampleStats("idle", { memory: 30 * MIB }),
      sampleStats("large", { memory: 60 * MIB }),
      sampleStats("static", { memory: 500 * MIB }),
    ],
    nodeStats,
  });

  it("says what each eviction leaves free and how many it takes, minimum reclaim and all", () => {
    const forecast = state && evictionForecast(state, order);
    expect(forecast).toMatchObject({ target: 150 * MIB, available: 80 * MIB, pods: 3, reclaimClears: false });
    expect(forecast?.steps.map(({ pod, availableAfter, clears }) => [pod, availableAfter / MIB, clears])).toEqual([
      ["unmeasured", 80, false],
      ["idle", 110, false],
      ["large", 170, true],
    ]);
  });

  it("counts what the kubelet clears away before pods, and admits that all may not be enough", () => {
    expect(state && evictionForecast(state, order, { reclaimed: 70 * MIB })).toMatchObject({
      reclaimClears: true,
      pods: 0,
    });
    expect(state && evictionForecast(state, order.slice(0, 2))).toMatchObject({ pods: null });
    expect(state && evictionForecast(state, order, { kind: "soft" })).toBeNull();
  });

  it("lets a pod go where the reclaim is enough for this threshold and leaves another one short", () => {
    expect(state && evictionForecast(state, order, { reclaimed: 70 * MIB, othersStayShort: true })).toMatchObject({
      reclaimClears: false,
      pods: 1,
    });
  });

  it("lets no pod go for a threshold that is not met, however short others are", () => {
    const [calm] = evictionSignals({ nodeStats: sampleNode(), config, layout: "single", now: NOW }).signals;
    expect(calm && evictionForecast(calm, order, { othersStayShort: true })).toMatchObject({ pods: 0 });
  });
});

describe("staysShort", () => {
  const disk = fileSystem(80 * MIB);
  const hard = { "nodefs.available": "100Mi" };

  it.each([
    ["the one that is reclaimed for has enough", "single", 30, { evictionHard: hard }, false],
    [
      "minimum reclaim is not reached",
      "single",
      30,
      { evictionHard: hard, evictionMinimumReclaim: { "nodefs.available": "50Mi" } },
      true,
    ],
    [
      "a soft one is short, however long its grace",
      "single",
      30,
      {
        evictionHard: hard,
        evictionSoft: { "nodefs.available": "200Mi" },
        evictionSoftGracePeriod: { "nodefs.available": "1h" },
      },
      true,
    ],
    [
      "another signal of the same disk gets as much",
      "single",
      30,
      { evictionHard: { ...hard, "imagefs.available": "105Mi" } },
      false,
    ],
    [
      "another disk gets nothing of it",
      "dedicated",
      30,
      { evictionHard: { ...hard, "imagefs.available": "105Mi" } },
      true,
    ],
    ["memory is short", "single", 30, { evictionHard: { ...hard, "memory.available": "500Mi" } }, true],
    ["inodes are short", "single", 30, { evictionHard: { ...hard, "nodefs.inodesFree": "95%" } }, true],
  ] as const)("knows that %s", (_, layout, reclaimed, config, expected) => {
    const nodeStats = sampleNode({ fs: disk, imageFs: disk, containerFs: disk });
    const { signals } = evictionSignals({ nodeStats, config: configOf(config), layout, now: NOW });
    expect(staysShort(signals, { signal: "nodefs.available", reclaimed: reclaimed * MIB, layout })).toBe(expected);
  });
});

describe("evictionTrend", () => {
  const falling = [0, 10, 20, 30, 40].map((second) => ({
    at: `2026-11-21T08:00:${String(second).padStart(2, "0")}Z`,
    available: 1000 - 10 * second,
  }));

  it("says when the threshold will be met if it goes on like this", () => {
    expect(evictionTrend(falling, 100, NOW)).toEqual({
      verdict: "falling",
      meetsAt: "2026-11-21T08:01:30.000Z",
      perSecond: -10,
      samples: 5,
      span: 40,
      age: 20,
    });
  });

  it("is not misled by one odd sample, nor by their order", () => {
    const odd = falling.with(1, { at: "2026-11-21T08:00:10Z", available: 5000 }).toReversed();
    expect(evictionTrend(odd, 100, NOW)).toMatchObject({ verdict: "falling", perSecond: -10 });
    const amid = falling.with(3, { at: "2026-11-21T08:00:30Z", available: 5000 });
    expect(evictionTrend(amid, 100, NOW)).toMatchObject({ verdict: "steady", meetsAt: null });
  });

  it("says that it will not, that it has been, and that it cannot tell", () => {
    expect(
      evictionTrend(
        falling.map((sample, index) => ({ ...sample, available: 500 + index })),
        100,
        NOW,
      ),
    ).toMatchObject({ verdict: "steady", meetsAt: null });
    expect(evictionTrend(falling, 700, NOW)).toMatchObject({ verdict: "met", meetsAt: null });
    expect(evictionTrend(falling.slice(0, 2), 100, NOW)).toMatchObject({ verdict: "unknown", perSecond: null });
    expect(evictionTrend(falling, 100, NOW + 120_000)).toMatchObject({ verdict: "unknown", age: 140 });
    expect(evictionTrend([], 100, NOW)).toMatchObject({ verdict: "unknown", age: null });
  });
});
