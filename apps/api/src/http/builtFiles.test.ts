import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { startTestApi } from "../fixtures/api.ts";

const SCRIPT = `export const words = "${"one page asks for dozens ".repeat(80)}";`;

let url: string;
beforeEach(async () => {
  const webRoot = mkdtempSync(join(tmpdir(), "bayplan-web-"));
  onTestFinished(() => rmSync(webRoot, { recursive: true }));
  mkdirSync(join(webRoot, "assets"));
  writeFileSync(join(webRoot, "index.html"), '<!doctype html><html><head><base href="/" /></head></html>');
  writeFileSync(join(webRoot, "theme.js"), "short();");
  writeFileSync(join(webRoot, "assets", "main-1234.js"), SCRIPT);
  writeFileSync(join(webRoot, "assets", "inter.woff2"), Buffer.alloc(4_096, 7));
  ({ url } = await startTestApi({ webRoot, basePath: "/bay" }));
});

/** As it is on the wire: `fetch` would take the encoding off. */
const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const asked = request(`${url}${path}`, { headers, method }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) });
    });
    asked.on("error", reject).end();
  });

test("a script goes compressed to who takes that, and is the same for who does not", async () => {
  const packed = await get("/assets/main-1234.js", { "accept-encoding": "br;q=1.0, gzip" });
  expect(packed.headers).toMatchObject({
    "content-encoding": "gzip",
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
    vary: expect.stringMatching(/accept-encoding/i),
  });
  expect(gunzipSync(packed.body).toString()).toBe(SCRIPT);
  for (const headers of [{}, { "accept-encoding": "gzip;q=0" }]) {
    const plain = await get("/assets/main-1234.js", headers);
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.body.toString()).toBe(SCRIPT);
  }
});

test("what is short, or compressed already, goes as it is", async () => {
  const accepting = { "accept-encoding": "gzip" };
  const font = await get("/assets/inter.woff2", accepting);
  expect([font.headers["content-encoding"], font.headers["content-type"]]).toEqual([undefined, "font/woff2"]);
  expect(font.body).toHaveLength(4_096);
  const short = await get("/theme.js", accepting);
  expect(short.body.toString()).toBe("short();");
  expect(short.headers["cache-control"]).toBe("no-cache");
});

test("what a browser has already it is not sent again, and a HEAD tells the same without a body", async () => {
  const { headers } = await get("/theme.js");
  const again = await get("/theme.js", { "if-none-match": String(headers.etag) });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  expect((await get("/theme.js", { "if-none-match": '"other"' })).status).toBe(200);
  const head = await get("/assets/main-1234.js", {}, "HEAD");
  expect([head.status, head.body.length, head.headers["content-length"]]).toEqual([200, 0, String(SCRIPT.length)]);
});

test("nothing outside of the folder is served, and the page's frame only as the page", async () => {
  for (const path of ["/../package.json", "/assets/..%2findex.html", "/index.html"])
    expect((await get(path)).status).toBe(404);
});
