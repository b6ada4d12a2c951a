import { expect, test } from "../fixtures/test.ts";

// Rows out of sight are not drawn: on a page this tall all are in sight.
test.use({ viewport: { width: 1440, height: 4_000 } });

test("exclusive CPUs lie in their NUMA nodes", async ({ page, demo }) => {
  const { numaNodes } = await demo.get<{ numaNodes: { node: number; cpuIds: number[] }[] }>(
    "/api/v1/nodes/gpu-a100-01/cpus",
  );
  expect(numaNodes.map(({ node, cpuIds }) => [node, cpuIds.length])).toEqual([
    [0, 48],
    [1, 48],
  ]);
  await page.goto(`${demo.url}/nodes/gpu-a100-01?tab=devices`);
  const cpus = page.getByRole("region", { name: "CPUs of their own" });
  const first = cpus.locator("section").filter({ has: page.getByRole("heading", { name: /^NUMA 0/ }) });
  await expect(first).toContainText(/CPUs 0-47.*1-32.*train-llm/);
});

test("each node's card is as high as what lies in it, and those of a line stand beside each other", async ({
  page,
  demo,
}) => {
  await page.setViewportSize({ width: 1440, height: 3_000 });
  await page.goto(`${demo.url}/devices`);
  const cards = page.getByRole("region").filter({ has: page.getByRole("heading", { level: 4, name: /NUMA/ }) });
  await expect(cards).toHaveCount(3);
  const blank = await cards.evaluateAll((sections) =>
    sections.map((section) => {
      const items = [...section.querySelectorAll("li")].map((item) => item.getBoundingClientRect().bottom);
      return Math.round(section.getBoundingClientRect().bottom - Math.max(...items));
    }),
  );
  // The edges of the NUMA node and of the card.
  for (const pixels of blank) expect(pixels).toBeLessThan(40);
});

test("from a pod to its device, and back", async ({ page, demo }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const { items } = await demo.get<{
    items: { id: string; assignments: { namespace: string; pod: string; container: string }[] }[];
  }>("/api/v1/nodes/gpu-a100-01/devices");
  const device = items.findLast(({ assignments }) => assignments.length > 0);
  const [holder] = device?.assignments ?? [];
  if (!device || !holder) throw new Error("No device of the demo is held.");
  await page.goto(`${demo.url}/pods/${holder.namespace}/${holder.pod}?node=gpu-a100-01`);
  const held = page.getByRole("region", { name: "Devices it holds" });
  await expect(held.getByRole("link", { name: holder.pod })).toHaveCount(0);
  await held.locator(`a[href*="device=${encodeURIComponent(device.id)}"]`).click();
  await expect(page).toHaveURL(/\/nodes\/gpu-a100-01\?/);
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ tab: "devices", device: device.id });
  const marked = page.getByRole("region", { name: "Devices by NUMA node" }).locator("[aria-current]");
  await expect(marked).toHaveCount(1);
  await expect(marked.getByTitle(device.id, { exact: true })).toBeVisible();
  await expect(marked).toBeInViewport();
  await marked.getByRole("link", { name: holder.pod }).click();
  await expect(page).toHaveURL(new RegExp(`/pods/${holder.namespace}/${holder.pod}\\?node=gpu-a100-01$`));
});

test("devices that are claimed are told by driver, each with its claim and its pod", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/edge-09?tab=devices`);
  const claimed = page.getByRole("region", { name: "Devices by claim" });
  await expect(claimed).toContainText("4 devices, 1 claimed and 3 free");
  await expect(claimed.getByRole("listitem")).toHaveCount(4);
  await claimed.getByRole("link", { name: /^tls-terminator-/ }).click();
  await expect(page).toHaveURL(/\/pods\/shop\/tls-terminator-/);
});

test("devices whose health nobody tells are not called healthy", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/old-01?tab=devices`);
  const devices = page.getByRole("region", { name: "Devices by NUMA node" });
  await expect(devices).toContainText(/How many devices there are, and how they are, is not known\..*has no such call/);
  const items = devices.getByRole("listitem").filter({ hasText: "erp-bridge" });
  await expect(items).toHaveCount(2);
  for (const item of await items.all()) await expect(item).toContainText("health not known");
});

test("an attached volume leads to its pod, and one that nobody uses is marked", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/data-02?tab=disk`);
  const attached = page.getByRole("table", { name: "Attached volumes" });
  await expect(attached.getByRole("row", { name: /data-schema-backfill-0/ })).toContainText("nobody: left behind");
  await attached.getByRole("link", { name: "kafka-0" }).click();
  await expect(page).toHaveURL(/\/pods\/data\/kafka-0/);
  const volumes = page.getByRole("table", { name: "Volumes" });
  await expect(volumes.getByRole("row", { name: /data-kafka-0/ })).toContainText(/yes.*in use/);
});
