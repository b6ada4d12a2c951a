import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { REPORT_VERSION, type Report } from "@bayplan/shared/report";
import { httpReportLink } from "./httpReportLink.ts";
import type { ReportLink } from "./reportLink.ts";

const REPORT: Report = {
  version: REPORT_VERSION,
  node: "node-a",
  instance: "i",
  sequence: 1,
  at: "2026-11-21T10:00:00.000Z",
  full: true,
  complete: true,
  upserts: [],
  removals: [],
  heard: {},
  transitions: [],
  agentVersion: "0.1.0",
};

let server: Server | null = null;
let link: ReportLink | null = null;

afterEach(async () => {
  link?.close?.();
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = null;
});

async function linkTo(
  listener: (request: IncomingMessage, body: string, response: ServerResponse) => void,
  token?: () => string,
): Promise<ReportLink> {
  const started = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => listener(request, Buffer.concat(chunks).toString(), response));
  });
  server = started;
  await new Promise<void>((resolve) => void started.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(started.address() as AddressInfo).port}/tools/`;
  return (link = httpReportLink({ url, ...(token && { token }) }));
}

const send = (to: ReportLink, signal = new AbortController().signal) => to.send(REPORT, signal);
const acknowledgement = { aggregator: "a", sequence: 1, stored: 0, resend: false };

test("a report is posted under the aggregator's base path, on one connection, with a token asked for each time", async () => {
  const seen: { url: string | undefined; token: string | undefined; port: number | undefined; body: unknown }[] = [];
  let tokens = 0;
  const to = await linkTo(
    (request, body, response) => {
      seen.push({
        url: request.url,
        token: request.headers.authorization,
        port: request.socket.remotePort,
        body: JSON.parse(body),
      });
      response.setHeader("content-type", "application/json").end(JSON.stringify({ result: { data: acknowledgement } }));
    },
    () => `t${(tokens += 1)}`,
  );
  expect(await send(to)).toEqual(acknowledgement);
  expect(await send(to)).toEqual(acknowledgement);
  expect(seen.map(({ url }) => url)).toEqual(["/tools/reports/report.send", "/tools/reports/report.send"]);
  expect(seen.map(({ token }) => token)).toEqual(["Bearer t1", "Bearer t2"]);
  expect(new Set(seen.map(({ port }) => port)).size).toBe(1);
  expect(seen[0]?.body).toEqual(REPORT);
});

test.each([
  ["PRECONDITION_FAILED", 412, "version"],
  ["UNAUTHORIZED", 401, "denied"],
  ["FORBIDDEN", 403, "denied"],
  ["CONFLICT", 409, "superseded"],
  ["PAYLOAD_TOO_LARGE", 413, "tooLarge"],
  ["BAD_REQUEST", 400, "malformed"],
])("%s is a refusal with the aggregator's words", async (code, httpStatus, reason) => {
  const to = await linkTo((_request, _body, response) => {
    response.writeHead(httpStatus, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        error: { message: "Because of this.", code: -32600, data: { code, httpStatus, path: "report.send" } },
      }),
    );
  });
  await expect(send(to)).rejects.toMatchObject({ name: "ReportRefused", reason, message: "Because of this." });
});

test("a size refused before the procedure is one too", async () => {
  const to = await linkTo((_request, _body, response) => {
    response
      .writeHead(413, { "content-type": "application/json" })
      .end(
        JSON.stringify({ statusCode: 413, code: "FST_ERR_CTP_BODY_TOO_LARGE", message: "Request body is too large" }),
      );
  });
  await expect(send(to)).rejects.toMatchObject({ name: "ReportRefused", reason: "tooLarge" });
});

test("anything else may not have arrived", async () => {
  const to = await linkTo((_request, _body, response) => void response.writeHead(502).end("<html>Bad gateway</html>"));
  const error = await send(to).catch((thrown: unknown) => thrown);
  expect(error).not.toHaveProperty("reason");
  expect(error).toHaveProperty("message", expect.stringContaining("it answered 502 and no JSON"));
});

test("an aggregator that never answers is given up when told to, and one that is gone is an error", async () => {
  const asked = Promise.withResolvers<void>();
  const to = await linkTo(() => asked.resolve());
  const abort = new AbortController();
  const sent = send(to, abort.signal);
  await asked.promise;
  abort.abort();
  await expect(sent).rejects.toThrow();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
  await expect(send(to)).rejects.toThrow(/ECONNREFUSED/);
});
