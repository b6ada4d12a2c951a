import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { keepUsed, kubeletBody } from "./keepUsed.ts";

const steady = gunzipSync(readFileSync(join(import.meta.dirname, "../../../../recordings/steady.jsonl.gz"))).toString();

test("what a real node answers has environment, commands and manifests in it, and its recording has not", () => {
  const before = steady.split("\n").filter((line) => line.includes("last-applied-configuration"));
  expect(before.length).toBeGreaterThan(100);
  expect(before.some((line) => line.includes('"command":'))).toBe(true);
  const after = before.map((line) => JSON.stringify(keepUsed(JSON.parse(line)))).join("\n");
  for (const word of ["last-applied-configuration", "while true", '"command"', "managedFields"])
    expect(after).not.toContain(word);
  expect(after).toContain("kubernetes.io/config.seen");
});

test("secrets go wherever they stand, and what a person called so stays", () => {
  const pod = {
    metadata: {
      name: "web",
      labels: { command: "yes", env: "production" },
      annotations: { token: "t", "hami.io/vgpu-devices-allocated": "GPU-1" },
    },
    spec: {
      containers: [
        {
          name: "web",
          env: [{ name: "PASSWORD", value: "p" }],
          envFrom: [{ secretRef: { name: "s" } }],
          command: ["sh"],
          args: ["--token=t"],
          livenessProbe: { exec: { command: ["cat", "/secret"] }, periodSeconds: 5 },
          readinessProbe: { httpGet: { path: "/", port: 80, httpHeaders: [{ name: "Authorization", value: "b" }] } },
        },
      ],
    },
  };
  expect(keepUsed(pod)).toEqual({
    metadata: {
      name: "web",
      labels: { command: "yes", env: "production" },
      annotations: { "hami.io/vgpu-devices-allocated": "GPU-1" },
    },
    spec: {
      containers: [
        {
          name: "web",
          livenessProbe: { exec: {}, periodSeconds: 5 },
          readinessProbe: { httpGet: { path: "/", port: 80 } },
        },
      ],
    },
  });
});

test("a kubelet's answer keeps its digits, and of its metrics those that are read", () => {
  expect(
    JSON.stringify(kubeletBody("GET /stats/summary", '{"node":{"cpu":{"usageCoreNanoSeconds":92233720368547758}}}')),
  ).toBe('{"node":{"cpu":{"usageCoreNanoSeconds":92233720368547758}}}');
  const metrics =
    '# HELP kubelet_evictions x\nkubelet_evictions{eviction_signal="memory.available"} 2\nkubelet_evictions_other 1\ngo_goroutines 12\nprocess_start_time_seconds 1.7e+09\n';
  expect(kubeletBody("GET /metrics", metrics)).toBe(
    'kubelet_evictions{eviction_signal="memory.available"} 2\nprocess_start_time_seconds 1.7e+09\n',
  );
  expect(kubeletBody("GET /metrics/probes", "prober_probe_total 1\n")).toBe("prober_probe_total 1\n");
});
