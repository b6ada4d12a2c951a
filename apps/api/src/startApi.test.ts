import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startTestApi } from "./fixtures/api.ts";
import { json, listOf, nodeObject, startFakeApiServer } from "./fixtures/apiServer.ts";
import { AT, HEARD, podOf, reportOf, SOURCES_OK } from "./fixtures/report.ts";
import { until } from "./fixtures/until.ts";

test("a silent agent's sources are stale, and its last picture stays", async () => {
  const api = await startTestApi();
  api.receive(reportOf({ upserts: [podOf("a"), ...SOURCES_OK], heard: HEARD }));
  api.clock.advance(60_000);
  const { body } = await api.get("/api/v1/nodes/node-a");
  const { sources } = body as { sources: { source: string; state: string }[] };
  expect(sources.filter(({ source }) => source !== "apiserver").map(({ state }) => state)).toEqual(
    SOURCES_OK.map(() => "stale"),
  );
  expect(body).toMatchObject({ agent: { state: "silent" }, pods: [{ name: "a" }] });
});

test("two agents that claim one node are a finding", async () => {
  const api = await startTestApi();
  api.receive(reportOf({ instance: "2", upserts: SOURCES_OK }));
  expect(() => api.receive(reportOf({ instance: "1" }))).toThrow(/is set aside/);
  expect((await api.get("/api/v1/nodes")).body).toMatchObject({
    items: [{ agent: { conflict: { instance: "1", at: AT } } }],
  });
});

test("a cluster that cannot be reached: the server runs and says so", async () => {
  const cluster = await startFakeApiServer();
  await cluster.stop();
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "gone" }, mode: "cluster" });
  await until(async () => expect((await api.get("/readyz")).status).toBe(200));
  api.receive(reportOf({ upserts: SOURCES_OK }));
  expect((await api.get("/api/v1/nodes")).body).toMatchObject({
    items: [
      {
        name: "node-a",
        ready: null,
        sources: expect.arrayContaining([
          expect.objectContaining({
            source: "apiserver",
            state: "unreachable",
            message: expect.stringContaining("cannot be reached"),
          }),
        ]),
      },
    ],
  });
});

test("a node that leaves the API server leaves the fleet, unless its agent reports", async () => {
  const cluster = await startFakeApiServer();
  let watch: ((type: string, node: unknown) => void) | undefined;
  cluster.on("/api/v1/nodes", (url, response) => {
    if (!url.searchParams.has("watch")) return json(response, listOf([nodeObject("node-a"), nodeObject("node-b")]));
    response.flushHeaders();
    watch = (type, object) => void response.write(`${JSON.stringify({ type, object })}\n`);
  });
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "test" } });
  api.receive(reportOf({ upserts: SOURCES_OK }));
  const nodes = async () =>
    ((await api.get("/api/v1/nodes")).body as { items: { name: string; ready: boolean | null }[] }).items.map(
      ({ name, ready }) => [name, ready],
    );
  await until(async () => expect(await nodes()).toHaveLength(2));
  await until(() => expect(watch).toBeDefined());
  watch?.("DELETED", nodeObject("node-b"));
  watch?.("DELETED", nodeObject("node-a"));
  await until(async () => expect(await nodes()).toEqual([["node-a", null]]));
});

test("another address than the loopback needs the word", async () => {
  await expect(startTestApi({ host: "0.0.0.0" })).rejects.toThrow(/no sign-in yet.*--insecure/);
  const api = await startTestApi({ host: "0.0.0.0", insecure: true });
  expect((await api.get("/healthz")).status).toBe(200);
});

test("a port in use is named, with what to do", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === "object" ? address?.port : 0;
  await expect(startTestApi({ port: port ?? 0 })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program: stop that one, or choose another port with --port.`,
  );
});

test.each(["/a b", "/../x", "/x?y"])("a base path that is none (%s) is refused", async (basePath) => {
  await expect(startTestApi({ basePath })).rejects.toThrow(/The base path .* is none/);
});
