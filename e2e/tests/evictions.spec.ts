import { expect, test } from "../fixtures/test.ts";

interface Eviction {
  at: string;
  node: string;
  namespace: string;
  pod: string;
  message: string;
}

test("an eviction shows as soon as it happens, with node, pod and what the kubelet says", async ({ page, demo }) => {
  await page.goto(`${demo.url}/evictions`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Evictions");
  // The demo's first comes within a minute of its start.
  const article = page
    .getByRole("article")
    .filter({ has: page.getByRole("link", { name: /^notebook-eva-/ }) })
    .last();
  await expect(article).toBeVisible({ timeout: 60_000 });

  const [name = ""] = (await article.getByRole("link").first().innerText()).split(/\s/);
  const { items } = await demo.get<{ items: Eviction[] }>("/api/v1/evictions");
  const eviction = items.find(({ pod }) => pod === name);
  if (!eviction) throw new Error(`The page shows an eviction of ${name} that the API does not tell.`);
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
  await page.getByRole("searchbox").fill("notebook");
  await expect(article).toBeVisible();

  await page.getByRole("link", { name: "Fleet" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fleet");
  await expect(page.getByRole("link", { name: /^web-03\b/ })).toContainText(/\d evicted in 24 h/);
});
