import type { Page } from "@playwright/test";
import { nodeObject } from "../fixtures/apiServer.ts";
import { serveCluster } from "../fixtures/cluster.ts";
import { expect, test } from "../fixtures/test.ts";

interface Row {
  name: string;
  pods: number | null;
  zone: string;
  agent: { state: string };
}

const nodesOf = async (demo: { get<Answer>(path: string): Promise<Answer> }): Promise<Row[]> =>
  (await demo.get<{ items: Row[] }>("/api/v1/nodes")).items;

/** The cards' names, in the order in which they stand. */
const cards = (page: Page) =>
  page.getByRole("main").getByRole("listitem").getByRole("link").locator("xpath=descendant::b[1]");

test("the fleet shows every node", async ({ page, demo }) => {
  const names = (await nodesOf(demo)).map(({ name }) => name);
  expect(names).toHaveLength(14);
  await page.goto(demo.url);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fleet");
  await expect(page.getByRole("status").filter({ hasText: /^live$/ })).toBeVisible();
  for (const name of names) await expect(page.getByRole("link", { name: new RegExp(`^${name}\\b`) })).toBeVisible();
  await expect(page.getByText("14 nodes")).toBeVisible();
  await expect(page.getByText(/^demo$/)).toBeVisible();
});

test("what is not known of a node is said, and is no empty bay", async ({ page, demo }) => {
  await page.goto(demo.url);
  await expect(page.getByRole("link", { name: /^ci-01\b/ })).toContainText("no agent here");
});

test("filters are in the address, and outlive a reload and a way back", async ({ page, demo }) => {
  await page.goto(demo.url);
  await page.getByRole("searchbox", { name: "name, label or pool" }).fill("gpu");
  await expect(cards(page)).toHaveText(["gpu-a100-01", "gpu-a100-02"], { useInnerText: true });
  await expect(page).toHaveURL(/\?q=gpu$/);

  await page.getByRole("combobox", { name: "zone" }).selectOption("zone-b");
  await expect(cards(page)).toHaveText(["gpu-a100-01"]);
  await expect(page).toHaveURL(/\?q=gpu&zone=zone-b$/);

  await page.reload();
  await expect(cards(page)).toHaveText(["gpu-a100-01"]);
  await expect(page.getByRole("searchbox", { name: "name, label or pool" })).toHaveValue("gpu");

  await page.getByRole("link", { name: /^gpu-a100-01/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("gpu-a100-01");
  await page.goBack();
  await expect(cards(page)).toHaveText(["gpu-a100-01"]);
  await expect(page).toHaveURL(/\?q=gpu&zone=zone-b$/);

  await page.getByRole("searchbox", { name: "name, label or pool" }).fill("submarine");
  await expect(page.getByText("None of 14 nodes passes these filters.")).toBeVisible();
});

test("what is typed amid a filter goes where the caret is, and what clears the filter clears its field", async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/?q=submarine&sort=name`);
  const field = page.getByRole("searchbox", { name: "name, label or pool" });
  await field.focus();
  await page.keyboard.press("Home");
  await page.keyboard.type("old-", { delay: 30 });
  await expect(field).toHaveValue("old-submarine");
  await expect(page).toHaveURL(/q=old-submarine/);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(field).toHaveValue("");
  await expect(page).not.toHaveURL(/q=/);

  await page.goto(`${demo.url}/fit?cpu=00m`);
  const cpu = page.getByRole("textbox", { name: "CPU" });
  await cpu.focus();
  await page.keyboard.press("Home");
  await page.keyboard.type("12", { delay: 30 });
  await expect(cpu).toHaveValue("1200m");
  await expect(page).toHaveURL(/cpu=1200m/);
});

test("each filter lets through what it names", async ({ page, demo }) => {
  const rows = await nodesOf(demo);
  await page.goto(demo.url);
  await page.getByRole("combobox", { name: "agent" }).selectOption("none");
  const without = rows.filter(({ agent }) => agent.state === "none").map(({ name }) => name);
  await expect(cards(page)).toHaveCount(without.length);
  for (const name of without) await expect(page.getByRole("link", { name: new RegExp(`^${name}\\b`) })).toBeVisible();

  await page.goto(`${demo.url}/?source=denied`);
  await expect(cards(page)).toHaveText(["old-01"]);
  await page.goto(`${demo.url}/?q=karpenter.sh/nodepool%3Dweb&sort=name`);
  await expect(cards(page)).toHaveText(["web-01", "web-02", "web-03"]);
  await page.goto(`${demo.url}/?pool=web&sort=name`);
  await expect(cards(page)).toHaveText(["web-01", "web-02", "web-03"]);
});

test("a filter that nothing passes is named, and can be cleared alone", async ({ page, demo }) => {
  await page.goto(`${demo.url}/?zone=nowhere&pool=web&sort=name`);
  await expect(page.getByText("None of 14 nodes passes these filters.")).toBeVisible();
  await expect(page.getByText("Nothing here matches zone “nowhere”.")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "zone" })).toHaveValue("nowhere");
  await page.getByRole("button", { name: "Clear zone “nowhere”" }).click();
  await expect(cards(page)).toHaveText(["web-01", "web-02", "web-03"]);
  await expect(page).toHaveURL(/\?pool=web&sort=name$/);

  await page.goto(`${demo.url}/devices?resource=none.example/gpu`);
  await page.getByRole("button", { name: "Clear resource “none.example/gpu”" }).click();
  await expect(page.getByText("Nothing here matches")).toBeHidden();
  await page.goto(`${demo.url}/evictions?node=nowhere`);
  await expect(page.getByText("Nothing here matches node “nowhere”.")).toBeVisible();
});

test("a node is found by its pool, and by any condition that holds of it", async ({ page }) => {
  const pool = (name: string) => ({ "karpenter.sh/nodepool": name });
  const bayplan = await serveCluster({
    nodes: [
      nodeObject("quay-01", pool("tide"), { conditions: [{ type: "KernelDeadlock", status: "True" }] }),
      nodeObject("quay-02", pool("tide"), { conditions: [{ type: "KernelDeadlock", status: "False" }] }),
      nodeObject("quay-03", pool("ebb"), { conditions: [{ type: "DiskPressure", status: "True" }] }),
    ],
    events: [],
  });
  await page.goto(`${bayplan.url}/?sort=name`);
  const condition = page.getByRole("combobox", { name: "condition" });
  for (const [type, node] of [
    ["KernelDeadlock", "quay-01"],
    ["DiskPressure", "quay-03"],
  ] as const) {
    await condition.selectOption(type);
    await expect(page).toHaveURL(new RegExp(`condition=${type}`));
    await expect(cards(page)).toHaveText([node]);
  }
  await condition.selectOption("");
  await page.getByRole("combobox", { name: "pool" }).selectOption("tide");
  await expect(page).toHaveURL(/\?pool=tide/);
  await expect(cards(page)).toHaveText(["quay-01", "quay-02"]);
  await bayplan.stop();
});

test("the table has a row for each node and sorts by its columns", async ({ page, demo }) => {
  const rows = await nodesOf(demo);
  await page.setViewportSize({ width: 1440, height: 1200 });
  await page.goto(demo.url);
  await page.getByText("Table", { exact: true }).click();
  const table = page.getByRole("table", { name: "Nodes" });
  await expect(table.getByRole("row")).toHaveCount(rows.length + 1);
  await expect(page).toHaveURL(/view=table/);

  const names = table.getByRole("row").locator("[role=cell]:first-child");
  await table.getByRole("columnheader", { name: "Node" }).getByRole("button").click();
  await expect(table.getByRole("columnheader", { name: "Node" })).toHaveAttribute("aria-sort", "ascending");
  await expect(names).toHaveText(rows.map(({ name }) => name).toSorted());
  await expect(page).toHaveURL(/order=name/);

  await table.getByRole("columnheader", { name: "Node" }).getByRole("button").click();
  await expect(names).toHaveText(
    rows
      .map(({ name }) => name)
      .toSorted()
      .toReversed(),
  );
  await page.reload();
  await expect(table.getByRole("columnheader", { name: "Node" })).toHaveAttribute("aria-sort", "descending");
  await expect(names.first()).toHaveText("win-01");
});

test("a card's link is one as any other: it is followed on the page, and in a tab of its own", async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/?theme=dark`);
  const card = page.getByRole("link", { name: /^web-01/ });
  await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
  await card.click();
  // How the page is shown stays on it.
  await expect(page).toHaveURL(`${demo.url}/nodes/web-01?theme=dark`);
  await expect(page.getByRole("heading", { name: "web-01" })).toBeVisible();
  expect(await page.evaluate(() => "stayed" in globalThis)).toBe(true);
  await page.goBack();
  await expect(card).toBeVisible();
  const [tab] = await Promise.all([page.context().waitForEvent("page"), card.click({ modifiers: ["ControlOrMeta"] })]);
  await expect(tab).toHaveURL(`${demo.url}/nodes/web-01?theme=dark`);
  await expect(page).toHaveURL(`${demo.url}/?theme=dark`);
});

for (const view of ["bays", "table"])
  test(`the focus stays with its node while the ${view} scroll, or is nowhere`, async ({ page, demo }) => {
    await page.setViewportSize({ width: 390, height: 300 });
    await page.goto(`${demo.url}/?view=${view}`);
    const links = page.locator("a[data-item]");
    await links.first().focus();
    const node = await links.first().getAttribute("data-item");
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset["item"] ?? null);
    expect(await focused()).toBe(node);
    const seen = new Set<string | null>();
    await page.mouse.move(200, 200);
    for (let turn = 0; turn < 40; turn += 1) {
      await page.mouse.wheel(0, 120);
      await page.evaluate(() => new Promise(requestAnimationFrame));
      seen.add(await focused());
    }
    expect([...seen].filter((item) => item !== null && item !== node)).toEqual([]);
    // In the order in which they stand, once it rests.
    await expect
      .poll(() =>
        links.evaluateAll((all) => {
          const tops = all.map((link) => link.getBoundingClientRect().top);
          return tops.length > 0 && tops.every((top, index) => top >= (tops[index - 1] ?? -Infinity));
        }),
      )
      .toBe(true);
  });
