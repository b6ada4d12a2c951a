import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures/test.ts";

// Low, so that most pods are out of sight and elements draw now this pod, now that.
test.use({ viewport: { width: 1440, height: 400 } });

const NODE = "web-01";

const open = async (page: Page, url: string): Promise<Locator> => {
  await page.goto(`${url}/nodes/${NODE}`);
  const table = page.getByRole("table", { name: "Pods and containers" });
  await table.getByRole("link").first().waitFor();
  await table.evaluate((element) => element.scrollIntoView({ block: "start" }));
  await page.mouse.move(700, 300);
  return table;
};

const places = (table: Locator): Promise<number[]> =>
  table.getByRole("link").evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));

/** Scrolls until the wheel has moved the page no further, or to its start. */
const scrollTo = async (page: Page, end: "start" | "end"): Promise<void> => {
  for (let moved = true; moved;) {
    const before = await page.evaluate(() => window.scrollY);
    await page.mouse.wheel(0, end === "end" ? 250 : -250);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    moved = (await page.evaluate(() => window.scrollY)) !== before;
  }
};

test("wherever it was scrolled to, at rest its pods come in the order in which they are seen", async ({
  page,
  demo,
}) => {
  const table = await open(page, demo.url);
  for (const end of ["end", "start", "end"] as const) {
    await scrollTo(page, end);
    await expect(async () => {
      const tops = await places(table);
      expect(tops.length).toBeGreaterThan(3);
      expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    }).toPass();
  }
});

test("the focus stays with its pod, also where that is scrolled out of sight", async ({ page, demo }) => {
  const table = await open(page, demo.url);
  const name = await table.getByRole("link").first().textContent();
  const copy = table.getByRole("button", { name: `Copy the pod's name ${name}`, exact: true });
  await copy.focus();
  await scrollTo(page, "end");
  await expect(copy).not.toBeInViewport();
  await expect(copy).toBeFocused();
});

test("an open menu stays with its pod while the page is scrolled", async ({ page, demo }) => {
  const table = await open(page, demo.url);
  const link = table.getByRole("link").nth(1);
  const name = await link.textContent();
  await table.getByRole("button", { name: `Commands for ${name}`, exact: true }).click();
  const command = table.getByRole("button", { name: new RegExp(`^Copy kubectl describe pod .*${name}$`) });
  await expect(command).toBeVisible();
  await scrollTo(page, "end");
  await expect(table.locator(":popover-open")).toHaveCount(1);
  await expect(command).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(table.locator(":popover-open")).toHaveCount(0);
});
