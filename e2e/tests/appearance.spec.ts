import type { Locator, Page } from "@playwright/test";
import { join } from "node:path";
import { expectAccessible, expectFits } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/test.ts";

const SCREENSHOTS = join(import.meta.dirname, "../../artifacts/screenshots");

interface Place {
  name: string;
  path: string;
  /** What is there once the page has its facts. */
  shows(page: Page): Locator;
  /** What is opened before it is looked at. */
  open?(page: Page): Promise<unknown>;
}

const region = (name: string | RegExp) => (page: Page) => page.getByRole("region", { name });
const pod = (page: Page) => page.getByRole("table", { name: "Pods and containers" }).getByRole("link").first();

const pageHead = (page: Page) => page.getByRole("heading", { level: 1 });
const press = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).click();

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
  {
    name: "node-cgroups",
    path: "/nodes/web-02?tab=resources",
    shows: (page) => page.getByRole("treegrid", { name: "Cgroups" }),
    open: (page) => page.getByRole("button", { name: "Open all pods" }).click(),
  },
  { name: "node-transitions-table", path: "/nodes/batch-02?lanes=table", shows: pod },
  { name: "node-claims", path: "/nodes/edge-09?tab=devices", shows: region("Devices by claim") },
  {
    name: "evictions-words",
    path: "/evictions",
    shows: (page) => page.getByRole("article").first(),
    open: (page) => page.getByRole("article").first().locator("summary").click(),
  },
  { name: "fit-answered", path: "/fit?cpu=2&nvidia.com/gpu=1", shows: (page) => page.getByRole("table").first() },
  { name: "panel", path: "/nodes/web-01?embed=1&panel=bay-plan", shows: region("Bay plan") },
  { name: "panel-order", path: "/nodes/web-01?embed=1&panel=order", shows: region("Who goes first") },
  { name: "settings", path: "/fit", shows: (page) => page.getByRole("form"), open: press("Settings") },
  { name: "share", path: "/nodes/win-01?tab=kubelet", shows: pageHead, open: press("Share") },
  {
    name: "commands",
    path: "/nodes/data-02",
    shows: pod,
    open: (page) =>
      page
        .getByRole("table", { name: "Pods and containers" })
        .getByRole("button", { name: /^Commands for/ })
        .first()
        .click(),
  },
  {
    name: "palette",
    path: "/fit",
    shows: (page) => page.getByRole("form", { includeHidden: true }),
    open: async (page) => {
      await page.keyboard.press("/");
      await page.getByPlaceholder("Find a node, pod, device or page").fill("gpu");
    },
  },
  {
    name: "keys",
    path: "/fit",
    shows: (page) => page.getByRole("form", { includeHidden: true }),
    open: (page) => page.keyboard.press("?"),
  },
  { name: "unknown-node", path: "/nodes/atlantis", shows: (page) => page.getByText("There is no node atlantis") },
];

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

/** What of a window of 1440 by 900 is left at 200 %. */
const ZOOMED: Size = { width: 720, height: 450 };

/** Words and controls that nobody can get to see, though they are there to be seen. Runs in the browser. */
const cutOff = (): string[] => {
  const isHidden = (element: Element): boolean =>
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
    element.closest("[aria-hidden=true], .visually-hidden") !== null;
  const scrolls = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const reached = (element: Element): boolean => {
    for (let each = element.parentElement; each; each = each.parentElement) if (scrolls(each)) return true;
    const { left, right } = element.getBoundingClientRect();
    return left >= -1 && right <= document.documentElement.clientWidth + 1;
  };
  const outside = [...document.querySelectorAll("a, button, select, input:not([type=radio]), [tabindex]")].filter(
    (element) => element.getClientRects().length > 0 && !isHidden(element) && !reached(element),
  );
  // Without the three dots that say that there is more, and without a title that tells it.
  const clipped = [...document.querySelectorAll("p, h1, h2, h3, h4, dt, dd, button, label, th, td")].filter(
    (element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const clips = /hidden|clip/.test(overflowX) && textOverflow !== "ellipsis";
      return clips && element.scrollWidth > element.clientWidth + 1 && !isHidden(element);
    },
  );
  return [...outside, ...clipped].map((element) => element.outerHTML.slice(0, 160));
};

const running = (page: Page): Promise<number> =>
  page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length);

for (const { name, path, shows, open } of PLACES) {
  test(`${name} is accessible, fits and stands still, wide, narrow and zoomed, light and dark`, async ({
    page,
    demo,
  }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`${demo.url}${path}`);
    await expect(shows(page)).toBeVisible();
    if (!path.includes("embed")) await expect(page.getByRole("banner").getByRole("status")).toHaveText("live");
    await open?.(page);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const colorScheme of ["light", "dark"] as const) {
        await test.step(`${size.width} px, ${colorScheme}`, async () => {
          await page.emulateMedia({ colorScheme });
          await expect(shows(page)).toBeVisible();
          await shoot(page, size, `${name}-${size.width}-${colorScheme}.png`);
          await expectFits(page);
          await expectAccessible(page);
        });
      }
    }
    await test.step("at 200 %", async () => {
      await page.setViewportSize(ZOOMED);
      await expect(shows(page)).toBeVisible();
      await expectFits(page, "at 200 %");
      expect.soft(await page.evaluate(cutOff)).toEqual([]);
    });
    expect.soft(await running(page), "animations that run though less motion is asked for").toBe(0);
  });
}

const background = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("the theme follows the system until one is chosen, and the choice lasts", async ({ page, demo }) => {
  const theme = page.getByRole("radiogroup", { name: "Theme" });
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(demo.url);
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(theme.getByRole("radio", { name: "System" })).toBeChecked();
  const light = await background(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => background(page)).not.toBe(light);
  const dark = await background(page);

  await theme.getByText("Light").click();
  await expect.poll(() => background(page)).toBe(light);
  await page.reload();
  await expect.poll(() => background(page)).toBe(light);

  await page.getByRole("button", { name: "Settings" }).click();
  await theme.getByText("Dark").click();
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => background(page)).toBe(dark);
  await theme.getByText("System").click();
  await expect.poll(() => background(page)).toBe(light);

  // An address that asks for one has it for its view alone.
  await page.goto(`${demo.url}/?theme=dark`);
  await expect.poll(() => background(page)).toBe(dark);
  await page.goto(demo.url);
  await expect.poll(() => background(page)).toBe(light);
});
