import { describe, expect, it } from "vitest";
import { readTape } from "../../../test/tape.ts";
import { readNetworkTime, readNodeStats } from "../../kubernetes/summary.ts";
import type { NetworkInterface } from "../../model/stats.ts";
import { withRates, type TrafficSample } from "./withRates.ts";

const eth0 = (rxBytes: string, txBytes: string, over: Partial<NetworkInterface> = {}): NetworkInterface => ({
  name: "eth0",
  rxBytes,
  rxErrors: "0",
  txBytes,
  txErrors: "0",
  ...over,
});
const at = (second: number, ...interfaces: NetworkInterface[]): TrafficSample => ({
  at: `2026-11-21T10:00:${String(second).padStart(2, "0")}Z`,
  interfaces,
});

describe("withRates", () => {
  it.each<[string, TrafficSample | undefined, TrafficSample, [number?, number?]]>([
    ["from one sample nothing follows", undefined, at(10, eth0("100", "10")), []],
    ["bytes a second between two", at(0, eth0("1000", "500")), at(10, eth0("11000", "505")), [1000, 1]],
    ["none is a rate too", at(0, eth0("7", "7")), at(10, eth0("7", "7")), [0, 0]],
    [
      "exact beyond 2^53",
      at(0, eth0("9007199254740993", "18446744073709550000")),
      at(2, eth0("9007199254741093", "18446744073709551614")),
      [50, 807],
    ],
    [
      "a counter that went back began anew: neither rate is known",
      at(0, eth0("900", "5")),
      at(10, eth0("40", "6")),
      [],
    ],
    ["so do errors that went back", at(0, eth0("900", "5", { rxErrors: "3" })), at(10, eth0("950", "6")), []],
    ["an interface that was not there", at(0, eth0("9", "9", { name: "cni0" })), at(10, eth0("10", "10")), []],
    [
      "the same sample once more keeps its rates",
      at(10, eth0("100", "10", { rxRate: 3, txRate: 4 })),
      at(10, eth0("100", "10")),
      [3, 4],
    ],
    ["an older sample tells no rate", at(10, eth0("100", "10")), at(5, eth0("100", "10")), []],
    ["what is not counted has no rate", at(0, { name: "eth0", rxBytes: "0" }), at(10, eth0("30", "10")), [3]],
  ])("%s", (_, before, after, [rx, tx]) => {
    const [{ rxRate, txRate } = {} as NetworkInterface] = withRates(before, after);
    expect([rxRate, txRate]).toEqual([rx, tx]);
  });

  it("follows every interface of a recorded node", () => {
    const samples = readTape("steady")
      .filter(({ call }) => call === "GET /stats/summary")
      .map(({ body }) => ({
        at: readNetworkTime(body.node) ?? "",
        interfaces: readNodeStats(body.node).networkInterfaces ?? [],
      }));
    let before: TrafficSample | undefined;
    for (const sample of samples) before = { at: sample.at, interfaces: withRates(before, sample) };
    expect(before?.interfaces.map(({ name }) => name)).toEqual(["ifb0", "ifb1", "eth0", "lab-out"]);
    expect(before?.interfaces.every(({ rxRate }) => rxRate !== undefined)).toBe(true);
    expect(before?.interfaces[0]).toMatchObject({ rxBytes: "0", rxRate: 0, txRate: 0 });
    const [first, last] = [samples[0], samples.at(-1)];
    const whole = withRates(first, last ?? { at: "", interfaces: [] }).find(({ name }) => name === "lab-out");
    // 2,463,843 bytes received in the 180 s of the recording.
    expect(whole).toMatchObject({ rxRate: 13_688, txRate: 645 });
  });
});
