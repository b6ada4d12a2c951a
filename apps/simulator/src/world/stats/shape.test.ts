import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createTestWorld } from "../createTestWorld.ts";
import { SECOND } from "../time/clock.ts";

/** Every key path in it, lists flattened. */
function paths(value: unknown, path = "", found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) paths(item, `${path}[]`, found);
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) paths(inner, `${path}.${key}`, found);
  else found.add(`${path}: ${value === null ? "null" : typeof value}`);
  return found;
}

const recorded = (call: string, index: number): unknown =>
  gunzipSync(readFileSync(join(import.meta.dirname, "../../../../../recordings/steady.jsonl.gz")))
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { call: string; body: unknown })
    .filter((line) => line.call === call)[index]?.body;

function busyNode() {
  const lab = createTestWorld({
    exclusiveCpus: true,
    devices: [{ resource: "nvidia.com/gpu", id: "GPU-0", numaNode: 0, healthy: true }],
  });
  const limits = { cpu: "1", memory: "64Mi", "ephemeral-storage": "1Gi", "nvidia.com/gpu": "1" };
  const probe = {
    exec: { command: ["true"] },
    timeoutSeconds: 1,
    periodSeconds: 5,
    successThreshold: 1,
    failureThreshold: 3,
  };
  const plain = { namespace: "test", kind: "Pod" } as const;
  lab.world.controllers.create(
    {
      ...plain,
      name: "refused",
      containers: [{ name: "main", image: "busybox:1", resources: { limits: { cpu: "99" } } }],
    },
    "node-a",
  );
  lab.world.controllers.create(
    { ...plain, name: "waiting", containers: [{ name: "main", image: "none:1", imagePullPolicy: "Never" }] },
    "node-a",
  );
  lab.world.controllers.create(
    {
      ...plain,
      name: "limited",
      containers: [
        {
          name: "main",
          image: "busybox:1",
          resources: { limits: { memory: "64Mi" } },
          liveness: probe,
          readiness: probe,
          ports: [{ containerPort: 8080, hostPort: 18_080, protocol: "TCP" }],
        },
      ],
    },
    "node-a",
  );
  lab.world.controllers.create(
    {
      namespace: "test",
      name: "shape",
      kind: "Pod",
      labels: { app: "shape" },
      init: [
        { name: "migrate", image: "busybox:1", ends: { after: SECOND, exitCode: 0, reason: "Completed" } },
        { name: "proxy", image: "busybox:1", sidecar: true, resources: { requests: { memory: "8Mi" } } },
      ],
      containers: [
        {
          name: "main",
          image: "busybox:1",
          resources: { limits },
          mounts: [{ name: "scratch", mountPath: "/scratch" }],
        },
        { name: "crash", image: "busybox:1", ends: { after: 8 * SECOND, exitCode: 3, reason: "Error" } },
      ],
      volumes: [{ volume: { name: "scratch", emptyDir: {} } }],
    },
    "node-a",
  );
  lab.clock.advance(30 * SECOND);
  return lab;
}

const answer = (path: string): unknown => JSON.parse(busyNode().world.askKubelet("node-a", path)?.body ?? "null");

test("the summary has every field that a real kubelet's has", () => {
  const simulated = paths(answer("/stats/summary"));
  expect([...paths(recorded("GET /stats/summary", 7))].filter((path) => !simulated.has(path))).toEqual([]);
});

test("pods have the fields that a real kubelet's have, but for who wrote them and what they ran", () => {
  const simulated = paths(answer("/pods"));
  const missing = [...paths(recorded("GET /pods", 6))].filter(
    (path) => !simulated.has(path) && !/managedFields|last-applied|command|automount|labels/.test(path),
  );
  expect(missing).toEqual([]);
});

test("the configuration has the settings that a real kubelet's has", () => {
  const simulated = paths(answer("/configz"));
  const missing = [...paths(recorded("GET /configz", 0))].filter((path) => !simulated.has(path));
  expect(missing.map((path) => path.replace(".kubeletconfig.", ""))).toEqual([]);
});
