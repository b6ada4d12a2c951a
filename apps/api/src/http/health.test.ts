import { expect, test } from "vitest";
import { startTestApi } from "../fixtures/api.ts";
import { reportOf, SOURCES_OK, sourceOf } from "../fixtures/report.ts";

test("healthy at once, ready once the picture is whole", async () => {
  const api = await startTestApi({ localNode: "node-a" });
  expect(await api.get("/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
  expect(await api.get("/readyz")).toMatchObject({
    status: 503,
    body: { status: "waiting", awaited: ["node-a: the first report of its agent"] },
  });
  api.receive(
    reportOf({ upserts: [sourceOf("kubelet", "GET /pods", { state: "unreachable", message: "no answer" })] }),
  );
  expect((await api.get("/readyz")).body).toMatchObject({
    awaited: [expect.stringContaining("node-a: the first answer of cri")],
  });
  api.receive(reportOf({ sequence: 2, full: false, upserts: SOURCES_OK }));
  expect(await api.get("/readyz")).toMatchObject({ status: 200, body: { status: "ready", awaited: [] } });
});
