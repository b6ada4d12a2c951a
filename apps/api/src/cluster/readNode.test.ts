import { expect, test } from "vitest";
import { startTestApi } from "../fixtures/api.ts";
import { json, listOf, nodeObject, startFakeApiServer } from "../fixtures/apiServer.ts";
import { reportOf, sourceOf } from "../fixtures/report.ts";
import { until } from "../fixtures/until.ts";

test("a node without an agent is read from the API server when it is asked for, and denied is said", async () => {
  const cluster = await startFakeApiServer();
  cluster.on("/api/v1/nodes", (url, response) =>
    url.searchParams.has("watch") ? void response.flushHeaders() : json(response, listOf([nodeObject("node-b")])),
  );
  cluster.on("/api/v1/pods", (url, response) =>
    url.searchParams.has("watch")
      ? void response.flushHeaders()
      : json(
          response,
          listOf([
            {
              metadata: { uid: "u1", namespace: "team-a", name: "seen" },
              spec: { containers: [{ name: "main", image: "i", env: [{ name: "KEY", value: "secret" }] }] },
              status: { phase: "Running", qosClass: "BestEffort" },
            },
          ]),
        ),
  );
  cluster.on("/api/v1/nodes/node-b/proxy/stats/summary", (_url, response) =>
    json(response, { message: "cannot get resource nodes/proxy" }, 403),
  );
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "test" }, mode: "cluster" });
  await until(async () =>
    expect((await api.get("/api/v1/nodes")).body).toMatchObject({
      items: [{ name: "node-b", ready: true, zone: "zone-1", pods: null, agent: { state: "none" } }],
    }),
  );
  expect(cluster.requests.some(({ pathname }) => pathname === "/api/v1/pods")).toBe(false);

  const { body } = await api.get("/api/v1/nodes/node-b");
  expect(body).toMatchObject({
    pods: [{ name: "seen", source: "apiserver" }],
    resources: expect.arrayContaining([expect.objectContaining({ name: "cpu", capacity: 4, allocatable: 3.9 })]),
  });
  expect(JSON.stringify(body)).not.toContain("secret");
  const pods = cluster.requests.find(({ pathname }) => pathname === "/api/v1/pods");
  expect(Object.fromEntries(pods?.searchParams ?? [])).toEqual({
    fieldSelector: "spec.nodeName=node-b",
    resourceVersion: "0",
  });
  const { sources } = body as { sources: { source: string; state: string; message: string }[] };
  expect(sources.find(({ source }) => source === "kubelet")).toMatchObject({
    state: "denied",
    message: expect.stringMatching(/nodes\/proxy/),
  });
  expect(sources.find(({ source }) => source === "cri")).toMatchObject({
    state: "unreachable",
    message: expect.stringContaining("bayplan agent --aggregator"),
  });
});

test("where the agent may not read the pods they come from the API server, and the samples still from the agent", async () => {
  const cluster = await startFakeApiServer();
  const seen = {
    metadata: { uid: "uid-seen", namespace: "team-a", name: "seen" },
    spec: { containers: [] },
    status: {},
  };
  cluster.on("/api/v1/pods", (url, response) =>
    url.searchParams.has("watch") ? void response.flushHeaders() : json(response, listOf([seen])),
  );
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "test" }, mode: "cluster" });
  const sample = { kind: "podStats" as const, id: "uid-seen", namespace: "team-a", name: "seen", containers: [] };
  const denied = sourceOf("kubelet", "GET /pods", { state: "denied", message: "grant get on nodes/pods" });
  api.receive(reportOf({ upserts: [denied, { ...sample, memory: { workingSetBytes: 42 } }] }));
  expect((await api.get("/api/v1/nodes/node-a")).body).toMatchObject({
    pods: [{ name: "seen", source: "apiserver", workingSetBytes: 42 }],
  });
  expect(cluster.requests.some(({ pathname }) => pathname.includes("/proxy/"))).toBe(false);
});
