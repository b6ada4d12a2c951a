import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NodeStats } from "../../model/stats.ts";
import { fromMillis } from "../../model/time.ts";
import { configOf, fileSystem, MIB, sampleNode } from "../../../test/samples.ts";
import { evictionSignals, type EvictionPressure, type PressureMemory } from "./pressure.ts";
import type { Signal } from "./signal.ts";

const START = Date.parse("2026-11-21T08:00:00Z");
const config = configOf({
  evictionHard: { "memory.available": "100Mi" },
  evictionSoft: { "memory.available": "200Mi" },
  evictionSoftGracePeriod: { "memory.available": "30s" },
  evictionMinimumReclaim: { "memory.available": "50Mi" },
});

function memoryAt(seconds: number, mebibytes: number): NodeStats {
  return sampleNode({
    at: fromMillis(START + seconds * 1000),
    memory: { availableBytes: mebibytes * MIB, workingSetBytes: (1000 - mebibytes) * MIB },
  });
}

const signal = (pressure: EvictionPressure, name: Signal = "memory.available") =>
  pressure.signals.find((state) => state.signal === name);

/** Walks samples of `[second, MiB available]`; returns for each `[hard met, soft met, soft's since]`. */
function walk(...samples: [number, number][]) {
  let memory: PressureMemory | undefined;
  return samples.map(([seconds, available]) => {
    const pressure = evictionSignals({
      nodeStats: memoryAt(seconds, available),
      config,
      layout: "single",
      now: START + seconds * 1000,
      memory,
    });
    memory = pressure.memory;
    const [hard, soft] = signal(pressure)?.thresholds ?? [];
    return [hard?.met, soft?.met, soft?.since === null ? null : (Date.parse(soft?.since ?? "") - START) / 1000];
  });
}

describe("evictionSignals", () => {
  it("tells what is available, of what, and how far each threshold is; the outer figures are the hard one's", () => {
    const pressure = evictionSignals({ nodeStats: memoryAt(0, 150), config, layout: "single", now: START });
    expect(signal(pressure)).toMatchObject({
      available: 150 * MIB,
      capacity: 1000 * MIB,
      unit: "bytes",
      headroom: 50 * MIB,
      met: false,
      thresholds: [
        { kind: "hard", quantity: 100 * MIB, gracePeriodSeconds: 0, headroom: 50 * MIB, met: false, since: null },
        {
          kind: "soft",
          quantity: 200 * MIB,
          gracePeriodSeconds: 30,
          headroom: -50 * MIB,
          met: true,
          since: "2026-11-21T08:00:00.000Z",
          actsAt: "2026-11-21T08:00:30.000Z",
        },
      ],
    });
    expect(signal(pressure, "pid.available")).toMatchObject({
      available: 800,
      capacity: 1000,
      thresholds: [],
      headroom: null,
      met: null,
    });
  });

  it("keeps a met threshold met until its minimum reclaim is free too", () => {
    expect(walk([0, 90], [10, 120], [20, 149], [30, 150])).toEqual([
      [true, true, 0],
      [true, true, 0],
      [true, true, 0],
      [false, true, 0],
    ]);
  });

  it("asks for the minimum reclaim of a soft one only once its grace was over", () => {
    expect(walk([0, 190], [10, 210])).toEqual([
      [false, true, 0],
      [false, false, null],
    ]);
    expect(walk([0, 190], [30, 190], [40, 210], [50, 260])).toEqual([
      [false, true, 0],
      [false, true, 0],
      [false, true, 0],
      [false, false, null],
    ]);
  });

  it("counts the grace anew after a pause", () => {
    expect(walk([0, 190], [10, 300], [20, 190]).at(-1)).toEqual([false, true, 20]);
  });

  it("knows no threshold without /configz, and still what is available", () => {
    const pressure = evictionSignals({ nodeStats: memoryAt(0, 50), config: undefined, layout: "single", now: START });
    expect(pressure.thresholdsKnown).toBe(false);
    expect(signal(pressure)).toMatchObject({ available: 50 * MIB, thresholds: [], headroom: null, met: null });
  });

  it("knows nothing without a sample, and forgets nothing either", () => {
    const before = evictionSignals({ nodeStats: memoryAt(0, 50), config, layout: "single", now: START });
    const blind = evictionSignals({
      nodeStats: undefined,
      config,
      layout: "single",
      now: START + 10_000,
      memory: before.memory,
    });
    expect(signal(blind)).toMatchObject({ available: null, headroom: null, met: null });
    expect(blind.memory).toEqual(before.memory);
  });

  it("takes no figure for nought: a signal the sample lacks is not met", () => {
    const pressure = evictionSignals({
      nodeStats: sampleNode({ memory: { workingSetBytes: 5 } }),
      config,
      layout: "single",
      now: START,
    });
    expect(signal(pressure)).toMatchObject({ available: null, met: null });
  });

  it("sees the file systems and the pods' memory apart", () => {
    const nodeStats = sampleNode({
      imageFs: fileSystem(10 * MIB, 800 * MIB, 5),
      containerFs: fileSystem(10 * MIB, 800 * MIB, 5),
    });
    const all = configOf({
      evictionHard: { "memory.available": "350Mi", "imagefs.available": "10%", "nodefs.inodesFree": "5%" },
      enforceNodeAllocatable: ["pods"],
    });
    const pressure = evictionSignals({ nodeStats, config: all, layout: "dedicated", now: START });
    expect(pressure.signals.filter((state) => state.met).map((state) => state.signal)).toEqual([
      "allocatableMemory.available",
      "imagefs.available",
      "containerfs.available",
    ]);
  });

  it("has headroom below zero exactly where available lies below the quantity, and changes nothing when repeated", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 8 }), (available) => {
        let memory: PressureMemory = {};
        available.forEach((mebibytes, index) => {
          const input = {
            nodeStats: memoryAt(index * 10, mebibytes),
            config,
            layout: "single",
            now: START + index * 10_000,
          } as const;
          const pressure = evictionSignals({ ...input, memory });
          for (const { headroom, met, quantity, minimumReclaim } of signal(pressure)?.thresholds ?? []) {
            expect(headroom < 0).toBe(mebibytes * MIB < quantity);
            expect(met || headroom >= 0).toBe(true);
            expect(met && headroom >= minimumReclaim).toBe(false);
          }
          expect(evictionSignals({ ...input, memory: pressure.memory }).signals).toEqual(pressure.signals);
          memory = pressure.memory;
        });
      }),
    );
  });
});
