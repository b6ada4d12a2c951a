import { expect, test } from "vitest";
import { startTestApi } from "../fixtures/api.ts";
import { isWatch, json, listOf, startFakeApiServer } from "../fixtures/apiServer.ts";
import { AT, HEARD, podOf, reportOf, SOURCES_OK } from "../fixtures/report.ts";
import { until } from "../fixtures/until.ts";

test("pods that have ended are told apart, and counted in no place that others are", async () => {
  const cluster = await startFakeApiServer();
  cluster.on("/api/v1/nodes", (url, response) => {
    if (isWatch(url)) return void response.flushHeaders();
    const pods = { pods: "110" };
    json(response, listOf([{ metadata: { name: "node-a", uid: "1" }, status: { capacity: pods, allocatable: pods } }]));
  });
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "test" } });
  const ended = { phase: "Failed", reason: "Evicted", qosClass: "BestEffort" } as const;
  const running = { running: { startedAt: AT } };
  const dying = {
    ...ended,
    containerStatuses: [
      { name: "main", ready: true, restartCount: 0, image: "a", imageID: "", state: running, lastState: {} },
    ],
  };
  api.receive(
    reportOf({
      upserts: [podOf("a"), podOf("b", { status: ended }), podOf("c", { status: dying }), ...SOURCES_OK],
      heard: HEARD,
    }),
  );
  await until(async () =>
    expect((await api.get("/api/v1/nodes/node-a")).body).toMatchObject({
      resources: expect.arrayContaining([
        expect.objectContaining({ name: "pods", allocatable: 110, usage: 2, free: 108 }),
      ]),
    }),
  );
  expect((await api.get("/api/v1/nodes")).body).toMatchObject({
    items: [{ pods: 2, ended: 1, qos: { Guaranteed: 0, Burstable: 0, BestEffort: 2 } }],
  });
});

test("what of the node's use is of its pods comes from the node's own sample, also while a pod goes", async () => {
  const api = await startTestApi();
  const pods = { name: "pods", memory: { workingSetBytes: 700 }, cpu: { usageNanoCores: 2_000_000_000 } };
  const stats = {
    kind: "nodeStats" as const,
    id: "node" as const,
    at: AT,
    cpu: { usageNanoCores: 2_500_000_000 },
    memory: { workingSetBytes: 1_000, availableBytes: 1_000 },
    systemContainers: [pods],
  };
  const told = expect.objectContaining({ usage: 1_000, usageOfPods: 700 });
  api.receive(reportOf({ upserts: [podOf("a"), podOf("b"), stats, ...SOURCES_OK], heard: HEARD }));
  expect((await api.get("/api/v1/nodes")).body).toMatchObject({
    items: [{ memory: told, cpu: { usage: 2.5, usageOfPods: 2 } }],
  });
  api.receive(reportOf({ sequence: 2, full: false, removals: ["pod/uid-b"] }));
  expect((await api.get("/api/v1/nodes")).body).toMatchObject({ items: [{ pods: 1, memory: told }] });
});
