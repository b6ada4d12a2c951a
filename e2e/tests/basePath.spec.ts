import { startBayplan } from "../fixtures/bayplan.ts";
import { expect, test } from "../fixtures/test.ts";

test("everything works under a base path", async ({ page }) => {
  const demo = await startBayplan("demo", "--nodes", "3", "--base-path", "/tools/bayplan");
  const { origin } = new URL(demo.url);
  expect(demo.url).toBe(`${origin}/tools/bayplan`);
  const outside: string[] = [];
  const look = (url: string): void => void (new URL(url).pathname.startsWith("/tools/bayplan/") || outside.push(url));
  page.on("websocket", (socket) => look(socket.url()));

  await page.goto(demo.url);
  await expect(page).toHaveURL(`${origin}/tools/bayplan/`);
  page.on("request", (request) => look(request.url()));
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("live");
  await page.getByRole("link", { name: /^web-03\b/ }).click();
  await expect(page).toHaveURL(`${origin}/tools/bayplan/nodes/web-03`);
  await expect(page.getByRole("link", { name: /^ledger-0/ }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("web-03");
  await expect(page.getByRole("link", { name: /^ledger-0/ }).first()).toBeVisible();
  await page.getByRole("link", { name: "Evictions" }).click();
  await expect(page).toHaveURL(`${origin}/tools/bayplan/evictions`);
  expect(outside).toEqual([]);

  const { items } = await demo.get<{ items: unknown[] }>("/api/v1/nodes");
  expect(items).toHaveLength(3);
  expect((await fetch(`${origin}/api/v1/nodes`)).status).toBe(404);
  await demo.stop();
});
