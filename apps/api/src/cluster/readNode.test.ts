import { expect, test, vi } from "vitest";
import { startTestApi } from "../fixtures/api.ts";
import { json, listOf, nodeObject, startFakeApiServer } from "../fixtures/apiServer.ts";

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
  await vi.waitFor(async () =>
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
