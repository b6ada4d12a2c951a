import { expect, test } from "vitest";
import { startTestApi } from "../fixtures/api.ts";
import { isWatch, json, listOf, nodeObject, startFakeApiServer } from "../fixtures/apiServer.ts";
import { HEARD, podOf, reportOf, SOURCES_OK, sourceOf } from "../fixtures/report.ts";
import { until } from "../fixtures/until.ts";

test("where a node's pods are not known, the true reason is told, and whether opening it helps", async () => {
  const cluster = await startFakeApiServer();
  cluster.on("/api/v1/nodes", (url, response) => {
    if (isWatch(url)) return void response.flushHeaders();
    json(response, listOf(["alone", "known", "refused", "starting"].map((name) => nodeObject(name))));
  });
  const api = await startTestApi({ cluster: { kubeConfig: cluster.kubeConfig, name: "test" } });
  const message = "The kubelet refuses /pods (403): grant get on nodes/pods.";
  const denied = sourceOf("kubelet", "GET /pods", { state: "denied", message });
  const others = SOURCES_OK.filter(({ id }) => id !== denied.id);
  api.receive(reportOf({ node: "known", upserts: [podOf("a"), ...SOURCES_OK], heard: HEARD }));
  api.receive(reportOf({ node: "refused", upserts: [denied, ...others] }));
  api.receive(reportOf({ node: "starting", complete: false, upserts: [] }));
  await until(async () =>
    expect((await api.get("/api/v1/fit?cpu=1")).body).toMatchObject({
      items: [
        { node: "alone", fits: null, loadable: true, unknown: "Its pods are not known: no agent reports for it." },
        { node: "known", fits: true, loadable: false, unknown: null },
        { node: "refused", fits: null, loadable: true, unknown: `Its pods are not known. ${message}` },
        {
          node: "starting",
          fits: null,
          loadable: false,
          unknown: "Its pods are not known: its agent has not told them yet.",
        },
      ],
    }),
  );
});
