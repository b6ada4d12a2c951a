import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { join } from "node:path";
import { expect, test } from "../fixtures/test.ts";

const SCREENSHOTS = join(import.meta.dirname, "../../artifacts/screenshots");

interface Place {
  name: string;
  path: string;
  /** What is there once the page has its facts. */
  shows(page: Page): ReturnType<Page["locator"]>;
}

const region = (name: string | RegExp) => (page: Page) => page.getByRole("region", { name });
const pod = (page: Page) => page.getByRole("table", { name: "Pods and containers" }).getByRole("link").first();

const PLACES: Place[] = [
  { name: "fleet", path: "/", shows: (page) => page.getByRole("main").getByRole("listitem").getByRole("link").first() },
  { name: "fleet-table", path: "/?view=table", shows: (page) => page.getByRole("row").nth(1) },
  { name: "node", path: "/nodes/gpu-a100-01", shows: pod },
  { name: "node-cpu", path: "/nodes/web-01?plan=cpu", shows: pod },
  { name: "node-without-agent", path: "/nodes/batch-03", shows: pod },
  { name: "node-eviction", path: "/nodes/web-03?tab=eviction", shows: region("The whole order") },
  { name: "node-devices", path: "/nodes/gpu-a100-01?tab=devices", shows: region("Devices by NUMA node") },
  { name: "node-resources", path: "/nodes/web-02?tab=resources", shows: region("From capacity to usage") },
  { name: "node-disk", path: "/nodes/data-02?tab=disk", shows: region("Who fills it") },
  { name: "node-runtime", path: "/nodes/web-03?tab=runtime", shows: region("Conditions") },
  { name: "node-kubelet", path: "/nodes/web-01?tab=kubelet", shows: region(/^Kubelet/) },
  { name: "node-events", path: "/nodes/batch-02?tab=events", shows: region("Events") },
  { name: "node-sources", path: "/nodes/old-01?tab=sources", shows: region("Sources") },
  { name: "pod", path: "/pods/data/orders-db-0?node=data-01", shows: region("Containers") },
  { name: "devices", path: "/devices", shows: region("gpu-a100-01") },
  { name: "devices-table", path: "/devices?view=table", shows: (page) => page.getByRole("row").nth(1) },
  { name: "fit", path: "/fit", shows: (page) => page.getByRole("form") },
  { name: "evictions", path: "/evictions", shows: (page) => page.getByRole("article").first() },
  { name: "unknown-node", path: "/nodes/atlantis", shows: (page) => page.getByText("There is no node atlantis") },
];

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

interface Size {
  width: number;
  height: number;
}

/** Rows out of sight are not drawn, so the window is made as tall as the page. */
const shoot = async (page: Page, size: Size, file: string): Promise<void> => {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.min(height, 8_000) });
  await page.screenshot({ path: join(SCREENSHOTS, file) });
  await page.setViewportSize(size);
};

const SIZES: Size[] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const { name, path, shows } of PLACES) {
  test(`${name} is accessible and fits, wide and narrow, light and dark`, async ({ page, demo }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`${demo.url}${path}`);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const colorScheme of ["light", "dark"] as const) {
        await test.step(`${size.width} px, ${colorScheme}`, async () => {
          await page.emulateMedia({ colorScheme });
          await expect(shows(page)).toBeVisible({ timeout: 45_000 });
          await expect(page.getByRole("banner").getByRole("status")).toHaveText("live");
          await shoot(page, size, `${name}-${size.width}-${colorScheme}.png`);
          expect.soft(await overflow(page), "pixels beyond the right edge").toBe(0);
          // Colours differ by theme, structure by width: the fourth would find nothing that the others do not.
          if (size.width < 500 && colorScheme === "dark") return;
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect.soft(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        });
      }
    }
  });
}

const background = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("the theme follows the system until one is chosen, and the choice lasts", async ({ page, demo }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(demo.url);
  await expect(page.getByRole("button", { name: /^Theme: system/ })).toBeVisible();
  const light = await background(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => background(page)).not.toBe(light);
  const dark = await background(page);

  await page.getByRole("button", { name: /^Theme/ }).click();
  await expect(page.getByRole("button", { name: /^Theme: light/ })).toBeVisible();
  await expect.poll(() => background(page)).toBe(light);
  await page.reload();
  await expect.poll(() => background(page)).toBe(light);

  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => background(page)).toBe(dark);
  await page.getByRole("button", { name: /^Theme/ }).click();
  await expect.poll(() => background(page)).toBe(light);
});
