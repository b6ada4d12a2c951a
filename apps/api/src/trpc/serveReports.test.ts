import { MAX_REPORT_BYTES } from "@bayplan/shared";
import { expect, test } from "vitest";
import { reportClient, startTestApi } from "../fixtures/api.ts";
import { podOf, reportOf } from "../fixtures/report.ts";

test("reports over HTTP, and each way they are refused", async () => {
  const api = await startTestApi();
  const agent = reportClient(api.url);
  expect(await agent.report.send.mutate(reportOf({ upserts: [podOf("a")] }))).toEqual({
    aggregator: expect.any(String),
    sequence: 1,
    stored: 0,
    resend: false,
  });
  expect(await agent.report.send.mutate(reportOf({ sequence: 9, full: false }))).toMatchObject({
    sequence: 1,
    resend: true,
  });
  const refused = (report: unknown) => agent.report.send.mutate(report as ReturnType<typeof reportOf>);
  await expect(refused({ ...reportOf(), version: 2 })).rejects.toMatchObject({
    data: { code: "PRECONDITION_FAILED" },
    message: expect.stringContaining("version 1, agent 0.1.0 sends version 2"),
  });
  await expect(refused(reportOf({ instance: "0" }))).rejects.toMatchObject({ data: { code: "CONFLICT" } });
  await expect(refused({ ...reportOf(), sequence: "x" })).rejects.toMatchObject({
    data: { code: "BAD_REQUEST" },
    message: expect.stringContaining("sequence"),
  });
  await expect(refused(reportOf({ agentVersion: "x".repeat(MAX_REPORT_BYTES) }))).rejects.toMatchObject({
    data: { code: "PAYLOAD_TOO_LARGE", httpStatus: 413 },
    message: expect.stringContaining("larger than 4 MiB"),
  });
  const broken = await api.get("/reports/report.send", {
    method: "POST",
    body: "{",
    headers: { "content-type": "application/json" },
  });
  expect(broken.status).toBe(400);
  const page = await api.get("/reports/report.send", {
    method: "POST",
    body: JSON.stringify(reportOf()),
    headers: { "content-type": "application/json", origin: "http://evil.example" },
  });
  expect(page.status).toBe(403);
  const { body } = await api.get("/metrics");
  expect(body).toContain("bayplan_reports_taken_total 2");
  expect(body).toContain('bayplan_reports_refused_total{reason="version"} 1');
  expect(body).toContain('bayplan_reports_refused_total{reason="size"} 1');
  expect(body).toContain('bayplan_reports_refused_total{reason="superseded"} 1');
  expect(body).toContain("process_cpu_seconds_total");
});
