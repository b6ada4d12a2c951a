import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test.ts";

interface Container {
  name: string;
  type: string;
  state: string;
  restarts: number;
}

interface Node {
  pods: { name: string; namespace: string; qosClass: string; phase: string; containers: Container[] }[];
}

interface Device {
  resource: string;
  id: string;
  numaNodes: number[];
  assignments: { pod: string; container: string }[];
}

// Rows out of sight are not drawn: on a page this tall all are in sight.
test.use({ viewport: { width: 1440, height: 6_000 } });

const call = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });

test("pods lie in their QoS tiers, with their containers, states and restarts", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/gpu-a100-01`);
  const table = page.getByRole("table", { name: "Pods and containers" });
  await expect(table).toBeVisible();
  const { pods } = await demo.get<Node>("/api/v1/nodes/gpu-a100-01");
  const live = pods.filter(({ phase }) => phase === "Running");
  expect(live.length).toBeGreaterThan(6);

  for (const tier of ["Burstable", "Guaranteed"]) {
    const count = live.filter(({ qosClass }) => qosClass === tier).length;
    await expect(table.getByRole("rowheader", { name: new RegExp(`^${tier} ${count} pods?\\b`) })).toBeVisible();
  }
  for (const pod of live) {
    const place = table.locator("[data-tier]").filter({ has: page.getByRole("link", { name: pod.name, exact: true }) });
    await expect(place).toHaveAttribute("data-tier", pod.qosClass);
    for (const container of pod.containers) {
      const row = place.getByRole("row").filter({ has: page.getByText(container.name, { exact: true }) });
      await expect(row.getByRole("cell").nth(1)).toContainText(/running/);
      await expect(row.getByRole("cell").nth(2)).toHaveText(String(container.restarts));
    }
  }
});

test("a crash loop shows its state, its restarts and how it last ended", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/batch-02?q=coupon-worker`);
  const row = page
    .getByRole("table", { name: "Pods and containers" })
    .getByRole("row")
    .filter({ hasText: "coupon-worker:" });
  await expect(row.getByRole("cell").nth(1)).toContainText(/CrashLoopBackOff|running|exit 1/);
  const restarts = Number(await row.getByRole("cell").nth(2).textContent());
  expect(restarts).toBeGreaterThanOrEqual(87);
  await expect(row.getByRole("cell").nth(3)).toContainText(/exit 1, .* ago/);
});

test("GPUs lie in their NUMA nodes, each with its holder", async ({ page, demo }) => {
  const { items } = await demo.get<{ items: Device[] }>("/api/v1/nodes/gpu-a100-01/devices");
  await page.goto(`${demo.url}/nodes/gpu-a100-01?tab=devices`);
  const panel = page.getByRole("region", { name: "Devices by NUMA node" });
  for (const resource of new Set(items.map((device) => device.resource)))
    await expect(panel.getByRole("heading", { name: resource, exact: true })).toBeVisible();
  await expect(panel.getByRole("listitem")).toHaveCount(items.length);
  for (const device of items) {
    const item = panel.getByRole("listitem").filter({ has: page.locator(`code[title="${device.id}"]`) });
    await expect(item).toHaveCount(1);
    const [holder] = device.assignments;
    if (holder) await expect(item.getByRole("link")).toHaveText(holder.pod);
    else await expect(item).toContainText("free");
    await expect(item.locator("xpath=ancestor::ul[1]/preceding-sibling::h4")).toContainText(`${device.numaNodes[0]}`);
  }
});

test("a device leads to its pod, and the pod names its devices", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/gpu-a100-01?tab=devices`);
  const panel = page.getByRole("region", { name: "Devices by NUMA node" });
  await panel
    .getByRole("link", { name: /^train-llm-7b/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/^train-llm-7b/);
  await expect(page.getByRole("region", { name: "Devices it holds" }).getByRole("listitem")).toHaveCount(4);
  await expect(page.getByRole("region", { name: "Containers" }).getByText(/^holds GPU-/)).toBeVisible();
});

test("each source has a state and an age", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/web-01?tab=sources`);
  const panel = page.getByRole("region", { name: "Sources" });
  for (const source of ["kubelet", "CRI", "podresources", "API"])
    await expect(panel.getByRole("table", { name: source })).toBeVisible();
  for (const name of ["GET /stats/summary", "GET /pods", "RuntimeService/ListContainers", "PodResourcesLister/List"]) {
    await expect(call(page, name).getByRole("cell").first()).toHaveText("answers");
    await expect(call(page, name).getByRole("cell").nth(1)).toHaveText(/^\d+ (s|min) ago$/);
  }
  await expect(panel.getByText(/^agent \S+ reports$/)).toBeVisible();
});

test("a denied call says so, and which right it needs", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/old-01?tab=sources`);
  for (const name of ["GET /configz", "GET /pods"]) {
    await expect(call(page, name)).toContainText("denied for");
    await expect(call(page, name)).toContainText(`grant get on nodes${name.replace("GET ", "")}`);
  }
  await expect(call(page, "RuntimeService/GetContainerEvents")).toContainText(/unsupported .*its lists are read every/);
});

test("on a narrow screen what a source says has all the width there is", async ({ page, demo }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${demo.url}/nodes/old-01?tab=sources`);
  const row = page.getByRole("region", { name: "Sources" }).getByRole("row").filter({ hasText: "GET /configz" });
  await expect(row).toContainText("grant get on nodes/configz");
  expect((await row.boundingBox())?.width).toBeGreaterThan(300);
});

test("where a platform has no sockets, that is said", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/win-01?tab=sources`);
  await expect(call(page, "RuntimeService/ListContainers")).toContainText(
    /unsupported .*no container runtime that can be asked/,
  );
  await expect(call(page, "GET /stats/summary")).toContainText("answers");
  await page.getByRole("tab", { name: /^Devices/ }).click();
  await expect(page.getByText("The podresources socket is unsupported.")).toBeVisible();
});

test("a node without an agent says what to run, and shows the pods that the API server tells", async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/nodes/batch-03?tab=sources`);
  await expect(page.getByText("No agent has ever spoken for this node.")).toBeVisible();
  await expect(call(page, "RuntimeService/ListContainers")).toContainText(/unreachable.*bayplan agent --aggregator/);
  await page.getByRole("tab", { name: "Devices" }).click();
  await expect(page.getByRole("region", { name: "Devices by NUMA node" })).toContainText("bayplan agent --aggregator");
  await page.getByRole("tab", { name: "Containers" }).click();
  const table = page.getByRole("table", { name: "Pods and containers" });
  await expect(table.getByRole("link", { name: /^label-queue-/ })).toBeVisible();
});

test("the tab is in the address, and a way back leads to where one was", async ({ page, demo }) => {
  await page.goto(demo.url);
  await page.getByRole("link", { name: /^web-01\b/ }).click();
  await page.getByRole("tab", { name: "Runtime" }).click();
  await expect(page).toHaveURL(/\/nodes\/web-01\?tab=runtime$/);
  await expect(page.getByRole("region", { name: "Conditions" })).toContainText("MemoryPressure");
  await page.reload();
  await expect(page.getByRole("tab", { name: "Runtime" })).toHaveAttribute("aria-selected", "true");
  await page.goBack();
  await expect(page.getByRole("tab", { name: "Containers" })).toHaveAttribute("aria-selected", "true");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fleet");
});

test("an unknown node, and an unknown page, say so", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/atlantis`);
  await expect(
    page.getByText("There is no node atlantis: neither the API server nor an agent has named it."),
  ).toBeVisible();
  await page.getByRole("link", { name: "Go to all nodes" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fleet");

  await page.goto(`${demo.url}/nowhere/at/all`);
  await expect(page.getByText("There is no such page.")).toBeVisible();
});

const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });
const scrolled = (page: Page): Promise<number> => page.evaluate(() => window.scrollY);

test("Back goes through the tabs that were chosen, to where one was on each", async ({ page, demo }) => {
  await page.goto(`${demo.url}/`);
  await page.getByRole("link", { name: /^web-01\b/ }).click();
  await expect(page.getByRole("table", { name: "Pods and containers" })).toBeVisible();
  // How the plan is drawn takes the place of what was before.
  await page.getByText("by eviction order").click();
  await expect(page).toHaveURL(/order=rank/);
  await tab(page, "Disk").click();
  await expect(page.getByRole("table", { name: "Images" })).toBeAttached();
  await page.evaluate(() => window.scrollTo(0, 900));
  await expect.poll(() => scrolled(page)).toBe(900);
  await tab(page, "Events").evaluate((element) => (element as HTMLElement).click());
  await expect(page.getByRole("region", { name: "Events" })).toBeVisible();

  await page.goBack();
  await expect(tab(page, "Disk")).toHaveAttribute("aria-selected", "true");
  await expect.poll(() => scrolled(page)).toBe(900);
  await page.goBack();
  await expect(tab(page, "Containers")).toHaveAttribute("aria-selected", "true");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Fleet" })).toBeVisible();
});

test("tabs that keys walk over are one step back", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/web-01`);
  await tab(page, "Containers").focus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  await expect(tab(page, "Disk")).toHaveAttribute("aria-selected", "true");
  await page.goBack();
  await expect(tab(page, "Containers")).toHaveAttribute("aria-selected", "true");
});

test("on a narrow screen an address that names a tab opens there, and Back does not lead there anew", async ({
  page,
  demo,
}) => {
  await page.setViewportSize({ width: 390, height: 780 });
  await page.goto(`${demo.url}/nodes/web-01?tab=kubelet`);
  await expect(tab(page, "Kubelet")).toBeInViewport();
  expect(await scrolled(page)).toBeGreaterThan(100);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect.poll(() => scrolled(page)).toBe(0);
  await page.getByRole("navigation", { name: "Where this is" }).getByRole("link", { name: "Fleet" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fleet" })).toBeVisible();
  await page.goBack();
  await expect(tab(page, "Kubelet")).toBeAttached();
  await expect(page.getByRole("region", { name: "Bay plan" })).toBeInViewport();
  expect(await scrolled(page)).toBe(0);
});
