import { expect, test } from "vitest";
import { startTestApi } from "../fixtures/api.ts";
import { AT, HEARD, podOf, reportOf, SOURCES_OK } from "../fixtures/report.ts";

const HASH = "4d6f";

const mirror = podOf("proxy", {
  id: "uid-of-mirror",
  mirror: true,
  configHash: HASH,
  spec: {
    containers: [
      { name: "main", image: "i", volumeMounts: [{ name: "data", mountPath: "/data" }] },
      { name: "late", image: "i", volumeMounts: [{ name: "cache", mountPath: "/cache" }] },
    ],
    volumes: [
      { name: "data", type: "hostPath", reference: "/data" },
      { name: "cache", type: "emptyDir", sizeLimit: "1Ki" },
    ],
  },
});

test("what the kubelet and the runtime say of a static pod is said of its mirror", async () => {
  const api = await startTestApi();
  const upserts = [
    mirror,
    {
      kind: "podStats" as const,
      id: HASH,
      namespace: "team-a",
      name: "proxy",
      containers: [],
      volumes: [{ name: "cache", usedBytes: 512 }],
    },
    {
      kind: "container" as const,
      id: "c1",
      namespace: "team-a",
      pod: "proxy",
      podUid: HASH,
      name: "main",
      sandboxId: "s1",
      attempt: 0,
      state: "Running" as const,
      image: "i",
      imageRef: "i",
      createdAt: AT,
    },
    {
      kind: "probeResults" as const,
      id: `${HASH}/main/Liveness`,
      podUid: HASH,
      container: "main",
      probe: "Liveness",
      results: { successful: 9 },
    },
  ];
  api.receive(reportOf({ upserts: [...upserts, ...SOURCES_OK], heard: HEARD }));
  const { body } = await api.get("/api/v1/pods/team-a/proxy");
  expect(body).toMatchObject({
    volumes: [
      { name: "data", state: "inUse", containers: ["main"] },
      { name: "cache", state: "mounted", containers: ["late"] },
    ],
    localStorageLimits: [{ name: "cache", limit: 1024, usage: 512 }],
    containers: [{ name: "main", probes: [{ probe: "Liveness", successful: 9, failed: 0 }] }, { name: "late" }],
  });
});
