import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startTestApi } from "../fixtures/api.ts";

const builtPage = (): string => {
  const webRoot = mkdtempSync(join(tmpdir(), "bayplan-web-"));
  onTestFinished(() => rmSync(webRoot, { recursive: true }));
  mkdirSync(join(webRoot, "assets"));
  writeFileSync(
    join(webRoot, "index.html"),
    `<!doctype html><html><head><base href="/" /><title>Bayplan</title></head></html>`,
  );
  writeFileSync(join(webRoot, "assets", "main-1234.js"), "export {};");
  return webRoot;
};

test("the page, under a base path, with a strict policy", async () => {
  const webRoot = builtPage();
  const api = await startTestApi({ webRoot, basePath: "/bay/" });
  expect(api.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/bay$/);
  const page = await api.get("/nodes/node-a");
  const policy = page.headers.get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(policy).not.toContain("unsafe");
  expect(page.body).toContain(`<base href="/bay/" />`);
  expect(page.body).toContain(`<meta name="csp-nonce" content="${nonce}" />`);
  expect(page.headers.get("cache-control")).toBe("no-cache");
  const asset = await api.get("/assets/main-1234.js");
  expect(asset.headers.get("cache-control")).toContain("immutable");
  expect(asset.headers.get("content-type")).toContain("javascript");
  expect((await api.get("/assets/gone.js")).status).toBe(404);
  expect((await api.get("/healthz")).status).toBe(200);
  const outside = await fetch(api.url.replace("/bay", "/elsewhere"));
  expect(outside.status).toBe(404);
  const redirected = await fetch(api.url, { redirect: "manual" });
  expect(redirected.headers.get("location")).toBe("/bay/");
});

test("the document names the code of the place that is asked for, and of no other", async () => {
  const webRoot = builtPage();
  const files = { "": ["assets/Fleet-1.js"], nodes: ["assets/Node-1.js", "assets/Node-1.css"] };
  writeFileSync(join(webRoot, "preloads.json"), JSON.stringify(files));
  const api = await startTestApi({ webRoot, basePath: "/bay" });
  const node = (await api.get("/nodes/node-a?tab=disk")).body;
  expect(node).toContain(`<link rel="modulepreload" crossorigin href="./assets/Node-1.js" />`);
  expect(node).toContain(`<link rel="preload" as="style" crossorigin href="./assets/Node-1.css" />`);
  expect(node).not.toContain("Fleet-1");
  for (const path of ["/", "/?q=nodes"]) {
    const fleet = (await api.get(path)).body;
    expect(fleet).toContain("./assets/Fleet-1.js");
    expect(fleet).not.toContain("Node-1");
  }
  expect((await api.get("/elsewhere")).body).not.toContain("assets/");
});

test("nobody else frames the page unless named, and then nothing contradicts that", async () => {
  const webRoot = builtPage();
  const closed = await (await startTestApi({ webRoot })).get("/nodes/node-a");
  expect(closed.headers.get("content-security-policy")).toMatch(/frame-ancestors 'self'$/);
  expect(closed.headers.get("x-frame-options")).toBe("SAMEORIGIN");

  const frameAncestors = ["https://portal.example/", "http://10.0.0.7:8080"];
  const api = await startTestApi({ webRoot, frameAncestors });
  for (const path of ["/", "/nodes/node-a"]) {
    const { headers } = await api.get(path);
    expect(headers.get("content-security-policy")).toMatch(
      /frame-ancestors 'self' https:\/\/portal\.example http:\/\/10\.0\.0\.7:8080$/,
    );
    expect(headers.get("x-frame-options")).toBeNull();
  }
  const json = await api.get("/api/v1/nodes");
  expect(json.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  await expect(startTestApi({ webRoot, frameAncestors: ["*"] })).rejects.toThrow(/name each origin whole/);
});

test("an address that cannot be decoded is told to a person in a page, to a script as every error", async () => {
  const api = await startTestApi({ webRoot: builtPage(), basePath: "/bay" });
  const asked = (accept: string) => fetch(`${api.url}/nodes/%E0%A4%A`, { headers: { accept } });
  const page = await asked("text/html,application/xhtml+xml,*/*;q=0.8");
  expect([page.status, page.headers.get("content-type")]).toEqual([400, "text/html; charset=utf-8"]);
  const words = await page.text();
  expect(words).toContain("This address is not written as one.");
  expect(words).toContain(`<a href="/bay/">`);
  const json = await asked("*/*");
  expect(json.status).toBe(400);
  expect(await json.json()).toMatchObject({ error: { code: "bad_request" } });
});

test("the icon is there for browsers that were told of none", async () => {
  const webRoot = builtPage();
  writeFileSync(join(webRoot, "icon.svg"), "<svg/>");
  const api = await startTestApi({ webRoot, basePath: "/bay" });
  const icon = await fetch(new URL("/favicon.ico", api.url));
  expect([icon.status, icon.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
});

test("without a built page the root says what to do", async () => {
  const api = await startTestApi();
  expect((await api.get("/")).body).toContain("pnpm build");
});
