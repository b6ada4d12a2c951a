import type { Page } from "@playwright/test";
import { expectAccessible, expectFits } from "../fixtures/axe.ts";
import { startBayplan, type Bayplan } from "../fixtures/bayplan.ts";
import { recording } from "../fixtures/recording.ts";
import { expect, test as base } from "../fixtures/test.ts";

const FAULT = "2026-11-21T10:37:20Z";
const AFTER = "2026-11-21T10:38:40Z";

// One of its own for each test that moves it.
const test = base.extend<{ replay: Bayplan }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing else is needed
  replay: async ({}, use) => {
    const replay = await startBayplan("replay", recording("steady"), "--until", FAULT);
    await use(replay);
    await replay.stop();
  },
});

test.use({ viewport: { width: 1440, height: 3_000 } });

const bar = (page: Page) => page.getByRole("region", { name: "Replay" });
const moment = (page: Page) => bar(page).getByRole("time");
const slider = (page: Page) => bar(page).getByRole("slider", { name: "Moment" });
const pods = (page: Page) => page.getByRole("table", { name: "Pods and containers" });
const deaf = (page: Page) => pods(page).getByRole("link", { name: "deaf", exact: true });
const addressed = (page: Page) => new URL(page.url()).searchParams.get("at");

test("a moment stands: GPU 3 is unhealthy and still held, and nothing grows older", async ({ page, replay }) => {
  await page.clock.install();
  await page.goto(`${replay.url}/nodes/node-a?tab=devices`);
  const gpu = page
    .getByRole("region", { name: "Devices by NUMA node" })
    .getByRole("listitem")
    .filter({ has: page.locator('code[title^="GPU-a1b2c3d3"]') });
  await expect(gpu).toContainText("unhealthy, held by");
  await expect(gpu.getByRole("link", { name: "infer", exact: true })).toHaveAttribute("href", /\/pods\/ml\/infer/);
  await expect(moment(page)).toHaveText("2026-11-21 10:37:20 UTC");
  expect(addressed(page)).toBe(FAULT);

  const words = await page.getByRole("main").textContent();
  await page.clock.runFor(10_000);
  expect(await page.getByRole("main").textContent()).toBe(words);
  await expect(moment(page)).toHaveText("2026-11-21 10:37:20 UTC");
});

test("another moment is reached by typing it and by keys, and its address leads back to it", async ({
  page,
  replay,
}) => {
  await page.goto(`${replay.url}/nodes/node-a`);
  await expect(deaf(page)).toBeVisible();
  const typed = bar(page).getByRole("textbox", { name: "Go to moment (UTC)" });
  await typed.fill("soon");
  await typed.press("Enter");
  await expect(bar(page).getByRole("alert")).toContainText("10:38:40");
  await typed.fill("10:38:40");
  await typed.press("Enter");
  await expect(deaf(page)).toHaveCount(0);
  await expect(pods(page).getByRole("link").first()).toBeVisible();
  await expect.poll(() => addressed(page)).toBe(AFTER);
  const address = page.url();

  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Fleet" }).click();
  await expect(page).toHaveURL(/\/\?at=/);
  await slider(page).focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => addressed(page)).toBe("2026-11-21T10:38:31Z");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /^2026-11-21 10:38:31 UTC, 2 min 46 s after the start$/);

  await page.goto(address);
  await expect(moment(page)).toHaveText("2026-11-21 10:38:40 UTC");
  await expect(bar(page).getByRole("status")).toHaveText("");
  await expect.poll(() => addressed(page)).toBe(AFTER);
  await expect(deaf(page)).toHaveCount(0);
});

test("it plays on from there, faster when asked, and pauses by Space", async ({ page, replay }) => {
  await page.goto(replay.url);
  await expect(moment(page)).toHaveText("2026-11-21 10:37:20 UTC");
  await bar(page).getByRole("combobox", { name: "Speed" }).selectOption("5");
  await bar(page).getByRole("button", { name: "Play" }).click();
  await expect(moment(page)).not.toHaveText("2026-11-21 10:37:20 UTC");
  await expect.poll(() => addressed(page)).not.toBe(FAULT);
  await page.getByRole("button", { name: "Pause", exact: true }).blur();
  await page.keyboard.press("Space");
  await expect(bar(page).getByRole("button", { name: "Play" })).toBeVisible();
  await expect
    .poll(async () => (await moment(page).getAttribute("datetime"))?.replace(".000Z", "Z"))
    .toBe(addressed(page));
  expect(Date.parse(addressed(page) ?? "")).toBeGreaterThan(Date.parse(FAULT));
});

test("the control is accessible and fits, wide and narrow, light and dark", async ({ page, still }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(still.url);
  for (const [width, colorScheme] of [
    [1440, "light"],
    [1440, "dark"],
    [390, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await expect(moment(page)).toBeVisible();
    await expectAccessible(page, `${width} px, ${colorScheme}`);
    await expectFits(page, `${width} px`);
  }
});
