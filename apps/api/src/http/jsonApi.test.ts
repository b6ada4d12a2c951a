import { expect, test } from "vitest";
import { startTestApi } from "../fixtures/api.ts";
import { json, listOf, startFakeApiServer } from "../fixtures/apiServer.ts";
import { AT, HEARD, podOf, reportOf, SOURCES_OK } from "../fixtures/report.ts";
import { until } from "../fixtures/until.ts";

const evicted = podOf("web", {
  status: {
    phase: "Failed",
    reason: "Evicted",
    message: "The node was low on resource: memory. Threshold quantity: 21700Mi, available: 22153292Ki. ",
    conditions: [
      {
        type: "DisruptionTarget",
        status: "True",
        reason: "TerminationByKubelet",
        lastTransitionTime: "2026-11-21T10:30:00Z",
      },
    ],
  },
});

test("the nodes, with their sources' ages", async () => {
  const api = await startTestApi();
  api.receive(reportOf({ upserts: [podOf("a"), podOf("b"), ...SOURCES_OK], heard: HEARD }));
  api.clock.advance(4_000);
  const { body } = await api.get("/api/v1/nodes");
  expect(body).toMatchObject({
    items: [
      {
        name: "node-a",
        ready: null,
        pressure: [],
        pods: 2,
        qos: { Guaranteed: 0, Burstable: 0, BestEffort: 2 },
        agent: { state: "reporting", version: "0.1.0" },
      },
    ],
  });
  const [{ sources }] = (
    body as { items: [{ sources: { source: string; call: string; state: string; age: number }[] }] }
  ).items;
  expect(sources.find(({ call }) => call === "GET /pods")).toEqual({
    source: "kubelet",
    call: "GET /pods",
    state: "ok",
    since: AT,
    message: "",
    age: 4,
  });
  expect(sources.find(({ source }) => source === "apiserver")).toMatchObject({
    state: "unsupported",
    age: null,
    message: expect.stringContaining("No API server is configured"),
  });
});

test("nodes that the API server does not list are not told as none", async () => {
  const cluster = await startFakeApiServer();
  cluster.on("/api/v1/nodes", (_url, response) => json(response, { message: "nodes is forbidden" }, 403));
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "test" }, mode: "cluster" });
  for (const path of ["/api/v1/nodes", "/api/v1/devices"]) {
    await until(async () => expect((await api.get(path)).status).toBe(503));
    expect((await api.get(path)).body).toEqual({
      error: {
        code: "nodes_unknown",
        message:
          'The nodes are not known. The API server refuses to let this user list and watch nodes (nodes is forbidden). Only nodes whose agents report are shown, without conditions, capacity and labels. A ClusterRole grants it with {apiGroups: [""], resources: [nodes], verbs: [list, watch]}.',
      },
    });
  }
  // What an agent tells is told all the same.
  api.receive(reportOf({ upserts: SOURCES_OK, heard: HEARD }));
  expect((await api.get("/api/v1/nodes")).body).toMatchObject({ items: [{ name: "node-a" }] });
});

test("an eviction is told once, from the status and the event of the same pod", async () => {
  const cluster = await startFakeApiServer();
  cluster.on("/api/v1/events", (url, response) => {
    if (url.searchParams.has("watch")) return void response.flushHeaders();
    const event = {
      metadata: { uid: "e1", name: "web.1", namespace: "team-a", resourceVersion: "5" },
      involvedObject: { kind: "Pod", namespace: "team-a", name: "web", uid: "uid-web" },
      type: "Warning",
      reason: "Evicted",
      message: evicted.status.message,
      source: { component: "kubelet", host: "node-a" },
      firstTimestamp: "2026-11-21T10:29:59Z",
      lastTimestamp: "2026-11-21T10:29:59Z",
    };
    json(response, listOf([event]));
  });
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "test" } });
  api.receive(reportOf({ upserts: [evicted, ...SOURCES_OK], heard: HEARD }));
  await until(async () => {
    const { body } = await api.get("/api/v1/evictions");
    expect(body).toMatchObject({
      items: [
        {
          at: "2026-11-21T10:29:59Z",
          node: "node-a",
          namespace: "team-a",
          pod: "web",
          uid: "uid-web",
          kind: "threshold",
          signal: "memory.available",
          message: evicted.status.message,
          seenIn: ["event", "status"],
        },
      ],
    });
  });
  expect((await api.get("/api/v1/evictions?since=2026-11-21T10:30:00Z")).body).toEqual({ items: [] });
  expect((await api.get("/api/v1/evictions?until=2026-11-21T10:29:59.000Z")).body).toMatchObject({
    items: [{ pod: "web" }],
  });
  expect((await api.get("/api/v1/nodes")).body).toMatchObject({ items: [{ evictions: 1 }] });
});

test.each([
  ["/api/v1/nodes/nobody", 404, "unknown_node", /There is no node nobody/],
  ["/api/v1/nodes/nobody/devices", 404, "unknown_node", /There is no node nobody/],
  ["/api/v1/nodes/nobody/transitions", 404, "unknown_node", /There is no node nobody/],
  ["/api/v1/evictions?since=yesterday", 400, "bad_moment", /since is no moment: write it as RFC 3339/],
  ["/api/v1/evictions?until=2026-13-41T00:00:00Z", 400, "bad_moment", /until is no moment/],
  [
    "/api/v1/evictions?since=2026-11-21T11:00:00Z&until=2026-11-21T10:00:00Z",
    400,
    "bad_period",
    /since lies after until/,
  ],
  ["/api/v1/pods", 400, "bad_name", /Say what to look for: \/api\/v1\/pods\?name=web/],
  ["/api/v1/pod", 404, "unknown_path", /There is nothing at GET \/api\/v1\/pod:/],
  ["/api", 404, "unknown_path", /There is nothing at GET \/api: begin at \/api\/v1\/nodes/],
  ["/api/", 404, "unknown_path", /There is nothing at GET/],
])("GET %s → %i %s", async (path, status, code, message) => {
  const api = await startTestApi();
  const answer = await api.get(path);
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual({ error: { code, message: expect.stringMatching(message) } });
});
