import type { Entity, Report, RuntimeContainer, Transition } from "@bayplan/shared";
import { expect, test } from "vitest";
import { startTestApi } from "../fixtures/api.ts";
import { HEARD, podOf, reportOf, SOURCES_OK } from "../fixtures/report.ts";

/** Seconds of the hour, as the runtime tells a moment. */
const at = (second: string): string => `2026-11-21T10:${second}.000000001Z`;

const container = (changes: Partial<RuntimeContainer> = {}): RuntimeContainer => ({
  kind: "container",
  id: "c1",
  namespace: "team-a",
  pod: "a",
  podUid: "uid-a",
  name: "main",
  sandboxId: "s1",
  attempt: 0,
  state: "Running",
  image: "busybox:1",
  imageRef: "",
  createdAt: at("00:01"),
  startedAt: at("00:02"),
  ...changes,
});

const exited: Transition = {
  key: "container/c1/Exited",
  at: at("36:45"),
  kind: "container",
  namespace: "team-a",
  pod: "a",
  uid: "uid-a",
  container: "main",
  containerId: "c1",
  sandboxId: "s1",
  restart: 0,
  from: null,
  to: "Exited",
  exitCode: 1,
  source: "cri",
};

const picture = (upserts: Entity[], changes: Partial<Report> = {}): Report =>
  reportOf({ upserts: [...SOURCES_OK, ...upserts], heard: HEARD, ...changes });

const shown = async (...reports: Report[]): Promise<unknown[]> => {
  const api = await startTestApi();
  for (const report of reports) api.receive(report);
  const { body } = await api.get("/api/v1/nodes/node-a/transitions");
  const { items } = body as { items: { from: string | null; to: string; container: string | null; at: string }[] };
  return items.map((item) => [item.container, item.from, item.to, item.at]);
};

test("what a whole picture shows to have been so is where a change comes from, and no change of its own", async () => {
  const changed = reportOf({ sequence: 2, full: false, transitions: [exited] });
  expect(await shown(picture([podOf("a"), container()]), changed)).toEqual([
    ["main", "Running", "Exited", at("36:45")],
  ]);
});

test("nor is it in a part that comes later than the picture was begun", async () => {
  const opened = picture([container()], { complete: false });
  const closed = reportOf({ sequence: 2, full: false, at: "2026-11-21T10:36:50.000Z", upserts: [podOf("a")] });
  expect(await shown(opened, closed)).toEqual([]);
});

test("what happened while no agent was there is told by the next one's picture, once", async () => {
  const restarted = container({ id: "c2", attempt: 1, createdAt: at("36:50"), startedAt: at("36:51") });
  const ended = container({ state: "Exited", finishedAt: at("36:49"), exitCode: 1 });
  const next = { instance: "20261121-2", at: "2026-11-21T10:40:00.000Z" };
  expect(
    await shown(
      picture([podOf("a"), container()]),
      picture([podOf("a"), ended, restarted], next),
      picture([podOf("a"), ended, restarted], { ...next, sequence: 2, at: "2026-11-21T10:41:00.000Z" }),
    ),
  ).toEqual([
    ["main", "Running", "Exited", at("36:49")],
    ["main", "Exited", "Created", at("36:50")],
    ["main", "Created", "Running", at("36:51")],
  ]);
});
