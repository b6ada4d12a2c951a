import { expect, test } from "vitest";
import { pageClient, startTestApi } from "../fixtures/api.ts";
import { collect } from "../fixtures/collect.ts";
import { HEARD, podOf, reportOf, sourceOf, SOURCES_OK } from "../fixtures/report.ts";
import { until } from "../fixtures/until.ts";
import type { FleetRow } from "../views/node.ts";

const LATER = "2026-11-21T10:36:50.000Z";

test("the fleet's feed has the calls that do not answer, and is silent about when the others last did", async () => {
  const api = await startTestApi();
  const denied = sourceOf("kubelet", "GET /configz", { state: "denied", message: "Forbidden" });
  api.receive(reportOf({ upserts: [podOf("a"), ...SOURCES_OK, denied], heard: HEARD }));
  const fleet = collect<FleetRow>();
  pageClient(api.url).trpc.nodes.watch.subscribe(undefined, fleet);
  await until(() => expect(fleet.rows.has("node-a")).toBe(true));
  const told = fleet.rows.get("node-a")?.sources.filter(({ source }) => source !== "apiserver");
  expect(told).toEqual([expect.objectContaining({ call: "GET /configz", state: "denied" })]);

  const heard = Object.fromEntries(Object.keys(HEARD).map((id) => [id, LATER]));
  const messages = fleet.messages.length;
  api.receive(reportOf({ sequence: 2, full: false, heard }));
  api.receive(reportOf({ node: "node-b", upserts: SOURCES_OK, heard: HEARD }));
  await until(() => expect(fleet.rows.has("node-b")).toBe(true));
  expect(fleet.messages.slice(messages).flatMap(({ upserts }) => upserts.map(({ key }) => key))).toEqual(["node-b"]);

  const { body } = await api.get("/api/v1/nodes/node-a");
  const calls = (body as { sources: { call: string }[] }).sources.map(({ call }) => call);
  expect(calls).toEqual(expect.arrayContaining(["GET /pods", "GET /configz"]));
});
