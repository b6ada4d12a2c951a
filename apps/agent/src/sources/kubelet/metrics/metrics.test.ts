import { expect, test } from "vitest";
import { kubeletMetrics } from "@bayplan/shared";
import { chunksOf, fixture } from "../../../../test/fixture.ts";
import { scanMetrics, type Sample } from "./exposition.ts";
import { readKubeletMetrics } from "./kubeletMetrics.ts";
import { quantile } from "./latency.ts";
import { readProbeResults } from "./probes.ts";
import { readThrottling } from "./throttling.ts";

test("the kubelet's own: PLEG, the runtime's latencies and errors, its start", async () => {
  const metrics = await readKubeletMetrics(chunksOf(fixture("metrics.txt"), 77));
  expect(kubeletMetrics.safeParse(metrics)).toMatchObject({ success: true });
  expect(metrics.startedAt).toBe(1.79526350686e9);
  expect(metrics.plegRelist?.count).toBeGreaterThan(100);
  expect(metrics.plegRelist?.p99).toBeGreaterThan(metrics.plegRelist?.p50 ?? Infinity);
  expect(Object.keys(metrics.runtimeOperations).sort()).toEqual(["run_podsandbox", "version"]);
  expect(metrics.runtimeErrors).toEqual({ container_status: 31, exec_sync: 80 });
  expect(metrics.evictions).toEqual({});
});

test("evictions and preemptions by signal", async () => {
  const text =
    'kubelet_evictions{eviction_signal="memory.available"} 6\nkubelet_preemptions{preemption_signal="memory"} 1\nkubelet_evictions_other 9\n';
  const metrics = await readKubeletMetrics(chunksOf(text));
  expect(metrics).toMatchObject({ evictions: { "memory.available": 6 }, preemptions: { memory: 1 } });
});

test("results of probes, as recorded", async () => {
  const probes = await readProbeResults(chunksOf(fixture("metrics-probes.txt"), 13));
  expect(probes).toEqual([
    expect.objectContaining({ container: "main", probe: "Liveness", results: { failed: 18 } }),
    expect.objectContaining({ container: "main", probe: "Readiness", results: { failed: 31 } }),
  ]);
  expect(probes[0]?.id).toBe(`${probes[0]?.podUid}/main/Liveness`);
});

test("throttling of containers, not of pods and sandboxes", async () => {
  const line = (name: string, container: string, value: string) =>
    `container_cpu_cfs_${name}{container="${container}",id="/kubepods/x",image="i",name="n",namespace="team-a",pod="web"} ${value} 1795264440643\n`;
  const text = `# HELP container_cpu_cfs_periods_total x\n${line("periods_total", "main", "100")}${line("periods_total", "", "140")}${line("periods_total", "POD", "1")}${line("throttled_periods_total", "main", "7")}${line("throttled_seconds_total", "main", "0.5")}`;
  expect(await readThrottling(chunksOf(text))).toEqual([
    { kind: "throttling", id: "team-a/web/main", periods: 100, throttledPeriods: 7, throttledSeconds: 0.5 },
  ]);
});

test("labels with commas, braces and escapes in them, and values of every form", async () => {
  const samples: Sample[] = [];
  const text = 'm{a="x,y} z",b="quo\\"te\\n\\\\"} 1e3 1795264440643\nm 2\nm{} +Inf\nm{a="1"} NaN\nmm 3\nm{a="last"} 4';
  await scanMetrics(chunksOf(text, 5), ["m"], (sample) => samples.push(sample));
  expect(samples).toEqual([
    { name: "m", labels: { a: "x,y} z", b: 'quo"te\n\\' }, value: 1000 },
    { name: "m", labels: {}, value: 2 },
    { name: "m", labels: {}, value: Infinity },
    { name: "m", labels: { a: "last" }, value: 4 },
  ]);
});

test.each(["<html><body>no</body></html>", '{"kind":"Status"}'])(
  "a page of something else is no empty answer: %s",
  async (text) => {
    await expect(scanMetrics(chunksOf(text), ["m"], () => {})).rejects.toThrow(/no list of metrics/);
  },
);

test.each([
  [
    0.5,
    [
      { bound: 1, count: 10 },
      { bound: 2, count: 20 },
      { bound: Infinity, count: 20 },
    ],
    1,
  ],
  [
    0.75,
    [
      { bound: 1, count: 10 },
      { bound: 2, count: 20 },
      { bound: Infinity, count: 20 },
    ],
    1.5,
  ],
  [
    0.99,
    [
      { bound: 1, count: 10 },
      { bound: Infinity, count: 100 },
    ],
    1,
  ],
  [
    0.5,
    [
      { bound: 1, count: 0 },
      { bound: Infinity, count: 0 },
    ],
    null,
  ],
  [0.5, [], null],
])("quantile %d of %j is %j", (share, buckets, expected) => expect(quantile(share, buckets)).toBe(expected));
