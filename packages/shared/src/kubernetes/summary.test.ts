import { describe, expect, test } from "vitest";
import { nodeStats, podStats } from "../model/index.ts";
import { fixture } from "../../test/fixture.ts";
import { parseExact } from "./exactNumbers.ts";
import { measuresPressure, readNodeStats, readPodStats } from "./summary.ts";

interface Summary {
  node: Record<string, unknown>;
  pods: { podRef: { name: string } }[];
}
const summary = parseExact(fixture("summary.json")) as Summary;
const podOf = (name: string, pressure = false) =>
  readPodStats(
    summary.pods.find(({ podRef }) => podRef.name === name),
    pressure,
  ) ?? expect.unreachable(`no ${name}`);

test("the recorded node keeps all that a person can use", () => {
  const node = readNodeStats(summary.node);
  expect(nodeStats.safeParse(node)).toMatchObject({ success: true });
  expect(node.at).toMatch(/^2026-11-21T10:3\d:\d\dZ$/);
  expect(node.memory?.availableBytes).toBeGreaterThan(2 ** 30);
  expect(node.fs).toMatchObject({ capacityBytes: expect.any(Number), inodesFree: expect.any(Number) });
  expect(node.imageFs?.usedBytes).toBeGreaterThan(0);
  expect(node.containerFs?.usedBytes).toBeGreaterThan(0);
  expect(node.rlimit).toEqual({ maxpid: 32768, curproc: expect.any(Number) });
  expect(node.swap).toEqual({ availableBytes: 0, usageBytes: 0 });
  expect(node.systemContainers?.map(({ name }) => name)).toContain("pods");
  expect(node.networkInterfaces?.map(({ name }) => name)).toEqual(expect.arrayContaining(["eth0", "lab-out"]));
});

test("a recorded pod keeps its containers, volumes, disk and processes", () => {
  const pod = podOf("batch-besteffort");
  expect(podStats.safeParse(pod)).toMatchObject({ success: true });
  expect(pod).toMatchObject({ kind: "podStats", namespace: "team-a", processes: expect.any(Number) });
  expect(pod.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(pod.ephemeralStorage?.usedBytes).toBeGreaterThan(50_000_000);
  expect(pod.containers[0]).toMatchObject({
    name: "batch",
    rootfs: { usedBytes: expect.any(Number) },
    logs: { usedBytes: 4096 },
  });
  expect(podOf("web-burstable").containers.some(({ memory }) => memory?.availableBytes !== undefined)).toBe(true);
});

describe("pressure", () => {
  const psi = (total: number | string) => ({
    some: { avg10: 1.5, avg60: 0, avg300: 0, total },
    full: { avg10: 0, avg60: 0, avg300: 0, total: 0 },
  });

  test("all zero, as under cgroup v1, is none measured", () => {
    expect(measuresPressure(summary.node)).toBe(false);
    expect(readNodeStats(summary.node).cpu?.psi).toBeUndefined();
    expect(podOf("train").io).toBeUndefined();
  });

  test("measured, a pod's zero is a zero", () => {
    const node = { ...summary.node, io: { psi: psi("12345678901234567890") } };
    expect(measuresPressure(node)).toBe(true);
    expect(readNodeStats(node).io?.psi?.some).toEqual({
      avg10: 1.5,
      avg60: 0,
      avg300: 0,
      total: "12345678901234567890",
    });
    expect(podOf("train", true).cpu?.psi?.some.total).toBe("0");
  });
});

test("a summary without any optional field gives what is there, and no zeros for what is not", () => {
  expect(readNodeStats({ nodeName: "n" })).toEqual({ kind: "nodeStats", id: "node" });
  expect(readPodStats({ podRef: { name: "p", namespace: "d", uid: "u" } }, true)).toEqual({
    kind: "podStats",
    id: "u",
    namespace: "d",
    name: "p",
    containers: [],
  });
  expect(readPodStats({}, true)).toBeNull();
  expect(readNodeStats({ cpu: {}, memory: {}, fs: {}, network: {}, rlimit: {}, swap: {}, runtime: {} })).toEqual({
    kind: "nodeStats",
    id: "node",
    cpu: {},
    memory: {},
    fs: {},
    networkInterfaces: [],
    rlimit: {},
    swap: {},
  });
});

test("counters past 2^53 stay exact, compact or indented; texts stay as they are", () => {
  const text =
    '{"cpu":{"usageCoreNanoSeconds":9007199254740993,"usageNanoCores":5},"name":"a\\":1234567890123456,","list":[9007199254740993]}';
  for (const json of [
    text,
    JSON.stringify(JSON.parse(text.replace("9007199254740993,", '"9007199254740993",')), null, 1).replace(
      '"9007199254740993"',
      "9007199254740993",
    ),
  ]) {
    const parsed = parseExact(json) as { cpu: object; name: string };
    expect(readNodeStats(parsed).cpu).toEqual({ usageCoreNanoSeconds: "9007199254740993", usageNanoCores: 5 });
    expect(parsed.name).toBe('a":1234567890123456,');
  }
});
