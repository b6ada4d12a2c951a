import { describe, expect, it } from "vitest";
import { configOf, MIB } from "../../../test/samples.ts";
import { amountOf, evictionThresholds, withContainerFs } from "./threshold.ts";

const ofSignal = (config: Record<string, unknown>) => evictionThresholds(configOf(config));

describe("evictionThresholds", () => {
  it("knows nothing without /configz", () => {
    expect(evictionThresholds(undefined)).toEqual({ known: false, thresholds: [], errors: [] });
  });

  it("reads amounts, shares, grace and minimum reclaim", () => {
    const { thresholds, errors } = ofSignal({
      evictionHard: { "memory.available": "100Mi", "nodefs.available": "10%" },
      evictionSoft: { "memory.available": "1.5Gi" },
      evictionSoftGracePeriod: { "memory.available": "1m30s" },
      evictionMinimumReclaim: { "nodefs.available": "5%", "memory.available": "0" },
    });
    expect(errors).toEqual([]);
    expect(thresholds).toEqual([
      {
        signal: "memory.available",
        kind: "hard",
        value: { amount: 100 * MIB },
        text: "100Mi",
        gracePeriodSeconds: 0,
        minimumReclaim: { amount: 0 },
      },
      {
        signal: "nodefs.available",
        kind: "hard",
        value: { share: Math.fround(0.1) },
        text: "10%",
        gracePeriodSeconds: 0,
        minimumReclaim: { share: Math.fround(0.05) },
      },
      {
        signal: "memory.available",
        kind: "soft",
        value: { amount: 1536 * MIB },
        text: "1.5Gi",
        gracePeriodSeconds: 90,
        minimumReclaim: { amount: 0 },
      },
    ]);
  });

  it("drops the defaults when one is set, and keeps them when they are to be merged", () => {
    expect(
      ofSignal({ evictionHard: { "pid.available": "10%" } }).thresholds.map((threshold) => threshold.signal),
    ).toEqual(["pid.available"]);
    const merged = ofSignal({
      evictionHard: { "memory.available": "1Gi" },
      mergeDefaultEvictionSettings: true,
    }).thresholds;
    expect(merged.map(({ signal, text }) => `${signal}<${text}`)).toEqual([
      "memory.available<1Gi",
      "nodefs.available<10%",
      "nodefs.inodesFree<5%",
      "imagefs.available<15%",
    ]);
  });

  it("takes 0% and 100% for switched off", () => {
    expect(ofSignal({ evictionHard: { "nodefs.available": "0%", "imagefs.available": "100%" } })).toMatchObject({
      thresholds: [],
      errors: [],
    });
  });

  it("holds allocatable memory to memory's hard threshold where pods are held to it", () => {
    const hard = { "memory.available": "200Mi" };
    expect(
      ofSignal({ evictionHard: hard, enforceNodeAllocatable: ["pods"] }).thresholds.map(
        (threshold) => threshold.signal,
      ),
    ).toEqual(["memory.available", "allocatableMemory.available"]);
    expect(ofSignal({ evictionHard: hard, enforceNodeAllocatable: ["none"] }).thresholds).toHaveLength(1);
  });

  it.each([
    [{ evictionHard: { "memory.available": "lots" } }, 'evictionHard memory.available: "lots" is no quantity'],
    [{ evictionHard: { "memory.available": "-1Mi" } }, 'evictionHard memory.available: "-1Mi" is out of range'],
    [{ evictionHard: { "memory.available": "0" } }, 'evictionHard memory.available: "0" is out of range'],
    [{ evictionHard: { "nodefs.available": "101%" } }, 'evictionHard nodefs.available: "101%" is out of range'],
    [{ evictionHard: { "nodefs.available": "x%" } }, 'evictionHard nodefs.available: "x%" is no percentage'],
    [{ evictionHard: { "swap.available": "1Gi" } }, "evictionHard swap.available: is no eviction signal"],
    [{ evictionSoft: { "memory.available": "1Gi" } }, "evictionSoftGracePeriod memory.available: is missing"],
    [
      { evictionSoft: { "memory.available": "1Gi" }, evictionSoftGracePeriod: { "memory.available": "soon" } },
      'evictionSoftGracePeriod memory.available: "soon" is no duration',
    ],
  ])("names the setting and its text: %j", (config, message) => {
    const { thresholds, errors } = ofSignal(config);
    expect(thresholds).toEqual([]);
    expect(errors).toEqual([expect.stringContaining(message)]);
  });
});

describe("withContainerFs", () => {
  const { thresholds } = ofSignal({
    evictionHard: {
      "nodefs.available": "10%",
      "imagefs.available": "15%",
      "imagefs.inodesFree": "5%",
      "containerfs.available": "50%",
    },
  });
  const copies = (layout: "single" | "dedicated" | "split") =>
    withContainerFs(thresholds, layout)
      .filter(({ signal }) => signal.startsWith("containerfs."))
      .map(({ signal, text }) => `${signal}<${text}`);

  it("copies the file system that it lies on, whatever is configured", () => {
    expect(copies("single")).toEqual(["containerfs.available<10%"]);
    expect(copies("split")).toEqual(["containerfs.available<10%"]);
    expect(copies("dedicated")).toEqual(["containerfs.available<15%", "containerfs.inodesFree<5%"]);
  });
});

describe("amountOf", () => {
  it("cuts a share to whole units as the kubelet does, in 32-bit precision", () => {
    // A node of 264212084Ki kept 1 % from its pods: 270553174016 − 267847642337.
    const [threshold] = ofSignal({ evictionHard: { "nodefs.available": "1%" } }).thresholds;
    expect(threshold && amountOf(threshold.value, 270_553_174_016)).toBe(2_705_531_679);
  });
});
