import { expect, test } from "../fixtures/test.ts";

interface Eviction {
  at: string;
  node: string;
  namespace: string;
  pod: string;
  message: string;
}

test("an eviction shows as soon as it happens, with node, pod and what the kubelet says", async ({ page, demo }) => {
  test.setTimeout(240_000);
  await page.goto(`${demo.url}/evictions`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Evictions");
  // The demo has a past, and evicts this one again within a minute of its start.
  const find = async (): Promise<Eviction | undefined> => {
    const { items } = await demo.get<{ items: Eviction[] }>("/api/v1/evictions");
    return items.find(({ pod, at }) => pod.startsWith("notebook-eva-") && Date.parse(at) > demo.startedAt);
  };
  await expect.poll(find, { timeout: 180_000 }).toBeDefined();
  const eviction = await find();
  if (!eviction) throw new Error("An eviction that was told is told no more.");
  // Whoever had to go since may stand above it, and what is out of sight is not drawn.
  await page.getByRole("searchbox").fill(eviction.pod);
  const article = page.getByRole("article").filter({ has: page.getByRole("link", { name: eviction.pod }) });
  await expect(article.getByRole("link", { name: eviction.node, exact: true })).toBeVisible();
  await expect(article).toContainText("memory");
  await article.locator("summary").click();
  await expect(article.getByText(eviction.message.trim())).toBeVisible();
  expect(eviction.message).toContain("The node was low on resource: memory. Threshold quantity: 1536Mi");

  await article.getByRole("link", { name: eviction.pod }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(eviction.pod);
  await expect(page.getByText(/^Had to leave web-03/)).toBeVisible();
  await page.goBack();

  await page.getByRole("searchbox").fill("no such pod");
  await expect(page.getByText(/^None of \d+ evictions? passes these filters\./)).toBeVisible();
  await expect(page).toHaveURL(/q=no/);
  await page.getByRole("searchbox").fill(eviction.pod);
  await expect(article).toBeVisible();

  await page.getByRole("link", { name: "Fleet" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fleet");
  await expect(page.getByRole("link", { name: /^web-03\b/ })).toContainText(/\d evicted in 24 h/);
});
