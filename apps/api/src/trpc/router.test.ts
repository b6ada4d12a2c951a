import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { pageClient, startTestApi } from "../fixtures/api.ts";
import { startFakeApiServer } from "../fixtures/apiServer.ts";
import { collect } from "../fixtures/collect.ts";
import { HEARD, podOf, reportOf, SOURCES_OK } from "../fixtures/report.ts";
import { until } from "../fixtures/until.ts";

test("about and the clock", async () => {
  const api = await startTestApi({ clockRate: 4 });
  const { trpc } = pageClient(api.url);
  expect(await trpc.about.query()).toEqual({ version: "0.1.0", mode: "local-node", cluster: null });
  const readings: unknown[] = [];
  trpc.clock.watch.subscribe(undefined, { onData: (reading) => void readings.push(reading) });
  await until(() => expect(readings).toEqual([{ at: api.clock.now(), rate: 4 }]));
});

test("the fleet: everything, then what changed, and nothing when nothing did", async () => {
  const api = await startTestApi();
  const { trpc } = pageClient(api.url);
  api.receive(reportOf({ upserts: [podOf("a"), ...SOURCES_OK], heard: HEARD }));
  const fleet = collect();
  trpc.nodes.watch.subscribe(undefined, fleet);
  await until(() => expect(fleet.rows.get("node-a")).toMatchObject({ pods: 1 }));
  expect(fleet.messages[0]?.reset).toBe(true);
  api.receive(reportOf({ sequence: 2, full: false, upserts: [podOf("b")] }));
  await until(() => expect(fleet.rows.get("node-a")).toMatchObject({ pods: 2 }));
  const before = fleet.messages.length;
  api.receive(reportOf({ sequence: 3, full: false, upserts: [podOf("b")] }));
  api.receive(reportOf({ node: "node-b", upserts: SOURCES_OK, heard: HEARD }));
  await until(() => expect(fleet.rows.has("node-b")).toBe(true));
  expect(fleet.messages.slice(before).flatMap(({ upserts }) => upserts.map(({ key }) => key))).not.toContain("node-a");
});

test("one node: only the pod that changed comes again", async () => {
  const api = await startTestApi();
  const { trpc } = pageClient(api.url);
  api.receive(reportOf({ upserts: [podOf("a"), podOf("b"), ...SOURCES_OK], heard: HEARD }));
  const node = collect();
  trpc.node.watch.subscribe({ name: "node-a" }, node);
  await until(() => expect([...node.rows.keys()].sort()).toEqual(["node", "pod/uid-a", "pod/uid-b"]));
  api.receive(
    reportOf({ sequence: 2, full: false, upserts: [podOf("b", { status: { phase: "Failed", reason: "Evicted" } })] }),
  );
  await until(() => expect(node.rows.get("pod/uid-b")).toMatchObject({ phase: "Failed" }));
  expect(node.messages.slice(1).flatMap(({ upserts }) => upserts.map(({ key }) => key))).not.toContain("pod/uid-a");
  api.receive(reportOf({ sequence: 3, full: false, removals: ["pod/uid-a"] }));
  await until(() => expect(node.rows.has("pod/uid-a")).toBe(false));
});

test("a node that nobody named is an error that says so", async () => {
  const api = await startTestApi();
  const node = collect();
  pageClient(api.url).trpc.node.watch.subscribe({ name: "nobody" }, node);
  await until(() => expect(node.errors).toEqual([expect.stringContaining("There is no node nobody")]));
});

test("a connection that drops comes back and catches up without starting anew", async () => {
  const api = await startTestApi();
  const page = pageClient(api.url);
  api.receive(reportOf({ upserts: [podOf("a"), ...SOURCES_OK], heard: HEARD }));
  const fleet = collect();
  const node = collect();
  page.trpc.nodes.watch.subscribe(undefined, fleet);
  page.trpc.node.watch.subscribe({ name: "node-a" }, node);
  await until(() => expect([fleet.rows.size, node.rows.size]).toEqual([1, 2]));

  const { connection } = page.socket;
  if (connection?.state !== "open") throw new Error("the socket is not open");
  connection.ws.close();
  api.receive(reportOf({ sequence: 2, full: false, upserts: [podOf("b")] }));
  await until(() =>
    expect([fleet.rows.get("node-a"), node.rows.get("pod/uid-b")]).toEqual([
      expect.objectContaining({ pods: 2 }),
      expect.objectContaining({ name: "b" }),
    ]),
  );
  expect(fleet.messages.filter(({ reset }) => reset)).toHaveLength(1);
  expect(node.messages.filter(({ reset }) => reset)).toHaveLength(1);
});

test("a server that was started anew makes the page start anew", async () => {
  const first = await startTestApi();
  const port = Number(new URL(first.url).port);
  const page = pageClient(first.url);
  first.receive(reportOf({ upserts: [podOf("a"), ...SOURCES_OK], heard: HEARD }));
  const fleet = collect();
  page.trpc.nodes.watch.subscribe(undefined, fleet);
  await until(() => expect(fleet.rows.has("node-a")).toBe(true));
  await first.stop();
  const second = await startTestApi({ port });
  second.receive(reportOf({ node: "node-z", upserts: SOURCES_OK }));
  await until(() => expect([...fleet.rows.keys()]).toEqual(["node-z"]));
});

test("many subscriptions of many tabs", async () => {
  const api = await startTestApi();
  api.receive(reportOf({ upserts: [podOf("a"), ...SOURCES_OK], heard: HEARD }));
  const fleets = Array.from({ length: 64 }, () => collect());
  const tabs = Array.from({ length: 8 }, () => pageClient(api.url));
  for (const [index, fleet] of fleets.entries()) tabs[index % 8]?.trpc.nodes.watch.subscribe(undefined, fleet);
  await until(() => expect(fleets.filter(({ rows }) => rows.has("node-a"))).toHaveLength(64));
  expect((await api.get("/metrics")).body).toContain("bayplan_subscribers 64");
  for (const tab of tabs) await tab.socket.close();
  await until(async () => expect((await api.get("/metrics")).body).toContain("bayplan_subscribers 0"));
});

test("the cluster as a whole, where there is no node to say it on", async () => {
  const cluster = await startFakeApiServer();
  await cluster.stop();
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "gone" } });
  const views: unknown[] = [];
  pageClient(api.url).trpc.cluster.watch.subscribe(undefined, { onData: (view) => void views.push(view) });
  await until(() =>
    expect(views.at(-1)).toMatchObject({
      name: "gone",
      awaited: [],
      sources: [
        {
          source: "apiserver",
          call: "list /api/v1/nodes",
          state: "unreachable",
          message: expect.stringContaining("cannot be reached"),
        },
        { call: "list /api/v1/events" },
      ],
    }),
  );
});

test("a page of another origin gets no WebSocket", async () => {
  const api = await startTestApi();
  const refused = new WebSocket(`${api.url.replace("http", "ws")}/trpc`, { origin: "http://evil.example" });
  const [, response] = (await once(refused, "unexpected-response")) as [unknown, { statusCode: number }];
  expect(response.statusCode).toBe(403);
  const own = new WebSocket(`${api.url.replace("http", "ws")}/trpc`, { origin: api.url });
  await once(own, "open");
  own.close();
});
