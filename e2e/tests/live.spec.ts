import type { BrowserContext, Page } from "@playwright/test";
import { createAgent, runningPod } from "../fixtures/agent.ts";
import { openPassage } from "../fixtures/passage.ts";
import { expect, test } from "../fixtures/test.ts";

const connection = (page: Page) => page.getByRole("banner").getByRole("status");

/** The restarts of the one container of that pod. */
const restarts = (page: Page, pod: string) =>
  page
    .getByRole("table", { name: "Pods and containers" })
    .locator("[data-tier]")
    .filter({ has: page.getByRole("link", { name: pod }) })
    .locator("[data-label=Restarts]");

/** Until what is fetched on its own is there too: it could not be had once the connection is gone. */
const untilWhole = (page: Page): Promise<void> =>
  expect(page.getByRole("region", { name: /^Transitions/ })).toBeVisible();

/** A reload would lose this mark. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { unloaded: false }));
const expectUnloaded = async (page: Page) =>
  expect(await page.evaluate(() => (window as { unloaded?: boolean }).unloaded)).toBe(false);

/** Restarts by node, from the fleet's table. */
const restartsByNode = (page: Page): Promise<Record<string, number>> =>
  page.getByRole("table", { name: "Nodes" }).evaluate((table) => {
    const texts = (of: Element, role: string) =>
      [...of.querySelectorAll(`[role=${role}]`)].map((one) => one.textContent);
    const column = texts(table, "columnheader").findIndex((name) => name.startsWith("Restarts"));
    const rows = [...table.querySelectorAll("[role=row]:has([role=cell])")].map((row) => texts(row, "cell"));
    return Object.fromEntries(rows.map((cells) => [cells[0], Number(cells[column])]));
  });

test("a restart in the cluster shows on a page that is open", async ({ page, demo }) => {
  // Of the demo's crash loops, one starts anew within a minute at most.
  test.setTimeout(240_000);
  await page.goto(`${demo.url}/?view=table`);
  await expect(page.getByRole("table", { name: "Nodes" }).getByRole("row")).toHaveCount(15);
  await mark(page);
  const before = await restartsByNode(page);
  const grown = async () =>
    Object.entries(await restartsByNode(page)).filter(([node, restarts]) => restarts > (before[node] ?? Infinity));
  await expect.poll(grown, { timeout: 180_000 }).not.toEqual([]);
  await expectUnloaded(page);
});

test("eight tabs at once are all live", async ({ context, harbour }) => {
  const agent = createAgent(harbour.url, "quay-01");
  await agent.report(runningPod({ name: "crane" }));
  const pages = await openTabs(context, `${harbour.url}/nodes/quay-01`, 8);
  for (const page of pages) {
    await expect(connection(page)).toHaveText("live");
    await expect(restarts(page, "crane")).toHaveText("0");
  }
  await agent.report(runningPod({ name: "crane", restarts: 3 }));
  for (const page of pages) await expect(restarts(page, "crane")).toHaveText("3");
});

const openTabs = async (context: BrowserContext, url: string, count: number): Promise<Page[]> => {
  const pages = await Promise.all(Array.from({ length: count }, () => context.newPage()));
  await Promise.all(pages.map((page) => page.goto(url)));
  return pages;
};

test("a dropped connection is told, comes back by itself and catches up", async ({ page, harbour }) => {
  const passage = await openPassage(harbour.url);
  const agent = createAgent(harbour.url, "quay-01");
  await agent.report(runningPod({ name: "crane", restarts: 1 }));
  await page.goto(`${passage.url}/nodes/quay-01`);
  await expect(connection(page)).toHaveText("live");
  await expect(restarts(page, "crane")).toHaveText("1");
  await untilWhole(page);
  await mark(page);

  await passage.cut();
  await expect(connection(page)).toHaveText(/^reconnecting/);
  await agent.report(runningPod({ name: "crane", restarts: 2 }));
  await expect(page.getByText("The connection to the server is lost.")).toBeVisible();
  await expect(restarts(page, "crane")).toHaveText("1");

  await passage.restore();
  await expect(connection(page)).toHaveText("live");
  await expect(restarts(page, "crane")).toHaveText("2");
  await expect(page.getByText("The connection to the server is lost.")).toBeHidden();
  await agent.report(runningPod({ name: "crane", restarts: 3 }));
  await expect(restarts(page, "crane")).toHaveText("3");
  await expectUnloaded(page);
  await passage.stop();
});

/** Then no part of the page is fetched before it is needed. */
const fetchNothingAhead = (page: Page) =>
  page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));

const AWAY = "This part of the page is not loaded yet: the server is away.";

test("a tab and a page that are asked for while the server is away come by themselves when it is back", async ({
  page,
  harbour,
}) => {
  const passage = await openPassage(harbour.url);
  const agent = createAgent(harbour.url, "quay-01");
  await agent.report(runningPod({ name: "crane" }));
  await fetchNothingAhead(page);
  await page.goto(`${passage.url}/nodes/quay-01`);
  await untilWhole(page);
  await mark(page);

  await passage.cut();
  await expect(connection(page)).toHaveText(/^reconnecting/);
  await page.getByRole("tab", { name: "Disk" }).click();
  await expect(page.getByText(AWAY)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "quay-01" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Bay plan" })).toBeVisible();
  await passage.restore();
  await expect(page.getByText(AWAY)).toBeHidden();
  const disks = page.getByRole("heading", { name: "Disks" });
  await expect(disks).toBeVisible();
  // With its style sheet, which had not arrived either.
  await expect
    .poll(() => page.evaluate(() => document.querySelectorAll("link[rel=stylesheet]").length))
    .toBeGreaterThan(1);
  expect(
    await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].filter(({ sheet }) => sheet === null)
          .length,
    ),
  ).toBe(0);

  await expect(connection(page)).toHaveText("live");
  await passage.cut();
  await expect(connection(page)).toHaveText(/^reconnecting/);
  await page.getByRole("link", { name: "Evictions" }).click();
  await expect(page).toHaveURL(/\/evictions$/);
  await expect(page.getByRole("main").getByText(AWAY)).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
  await passage.restore();
  await expect(page.getByRole("heading", { level: 1, name: "Evictions" })).toBeVisible();
  await expectUnloaded(page);
  await passage.stop();
});

test("parts are fetched ahead, so that a server that is away keeps none of them", async ({ page, harbour }) => {
  const passage = await openPassage(harbour.url);
  await page.goto(`${passage.url}/nodes/quay-01`);
  const fetched = (): Promise<string[]> =>
    page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  for (const part of ["DiskTab", "KubeletTab", "EvictionsPage", "FitPage", "PaletteList"])
    await expect.poll(async () => (await fetched()).some((name) => name.includes(part))).toBe(true);

  await passage.cut();
  await expect(connection(page)).toHaveText(/^reconnecting/);
  await page.getByRole("link", { name: "Evictions" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Evictions" })).toBeVisible();
  await passage.stop();
});

test("a part that an update of the server has taken away offers to load the page anew", async ({ page, harbour }) => {
  await fetchNothingAhead(page);
  await page.route(/\/assets\/KubeletTab/, (route) => route.fulfill({ status: 404, body: "gone" }));
  await page.goto(`${harbour.url}/nodes/quay-01`);
  await untilWhole(page);
  await mark(page);
  await page.getByRole("tab", { name: "Kubelet" }).click();
  await expect(page.getByText("This part of the page could not be fetched.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Bay plan" })).toBeVisible();
  await expectUnloaded(page);
  await page.unroute(/\/assets\/KubeletTab/);
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("This part of the page could not be fetched.")).toBeHidden();
  await expect(page.getByRole("region", { name: "Bay plan" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "Kubelet", selected: true })).toBeVisible();
});

test("a connection that hangs is found out", async ({ page, harbour }) => {
  const passage = await openPassage(harbour.url);
  const agent = createAgent(harbour.url, "quay-01");
  await agent.report(runningPod({ name: "crane", restarts: 5 }));
  await page.goto(`${passage.url}/nodes/quay-01`);
  await expect(restarts(page, "crane")).toHaveText("5");
  await untilWhole(page);

  passage.hang();
  await agent.report(runningPod({ name: "crane", restarts: 6 }));
  await expect(connection(page)).toHaveText(/^reconnecting/);
  await passage.restore();
  await expect(connection(page)).toHaveText("live");
  await expect(restarts(page, "crane")).toHaveText("6");
  await passage.stop();
});

test("a page that is paused stands still, and goes on where the world is", async ({ page, harbour }) => {
  const agent = createAgent(harbour.url, "quay-01");
  await agent.report(runningPod({ name: "crane" }), runningPod({ name: "winch" }));
  await page.goto(`${harbour.url}/nodes/quay-01`);
  await expect(restarts(page, "crane")).toHaveText("0");
  await page.getByRole("button", { name: /^live ?, pause$/ }).click();
  await expect(page.getByText("Paused.", { exact: true })).toBeVisible();

  const witness = await page.context().newPage();
  await witness.goto(`${harbour.url}/nodes/quay-01`);
  await agent.report(runningPod({ name: "crane", restarts: 4 }));
  await expect(restarts(witness, "crane")).toHaveText("4");
  await expect(restarts(page, "crane")).toHaveText("0");

  await page.getByRole("button", { name: /^paused ?, go on/ }).click();
  await expect(restarts(page, "crane")).toHaveText("4");
});

test("a page that is opened during a pause is of that moment, and stands still then", async ({ page, harbour }) => {
  const agent = createAgent(harbour.url, "quay-01");
  await agent.report(runningPod({ name: "crane", restarts: 1 }));
  await page.goto(harbour.url);
  await expect(page.getByRole("link", { name: /^quay-01/ })).toBeVisible();
  await page.getByRole("button", { name: /^live ?, pause$/ }).click();
  await page.getByRole("link", { name: /^quay-01/ }).click();
  await expect(restarts(page, "crane")).toHaveText("1");
  await expect(page.getByText("A page that you open now is of the moment at which you open it.")).toBeVisible();

  const witness = await page.context().newPage();
  await witness.goto(`${harbour.url}/nodes/quay-01`);
  await agent.report(runningPod({ name: "crane", restarts: 2 }));
  await expect(restarts(witness, "crane")).toHaveText("2");
  await expect(restarts(page, "crane")).toHaveText("1");
  await page.getByRole("button", { name: /^paused ?, go on/ }).click();
  await expect(restarts(page, "crane")).toHaveText("2");
});
