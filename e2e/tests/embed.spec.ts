import type { Page } from "@playwright/test";
import { createAgent, runningPod } from "../fixtures/agent.ts";
import { nodeObject } from "../fixtures/apiServer.ts";
import { expectAccessibleWithFrames, expectFits } from "../fixtures/axe.ts";
import { serveCluster } from "../fixtures/cluster.ts";
import { expect, test } from "../fixtures/test.ts";

const frame = (page: Page) => page.frameLocator("iframe");
const hull = (page: Page) => frame(page).getByRole("group", { name: /^Bay plan of web-01/ });
const cell = (page: Page) => hull(page).getByRole("link").first();

interface Told {
  type: string;
  height: number;
}
const told = (page: Page): Promise<Told[]> => page.evaluate(() => (window as unknown as { told: Told[] }).told);
const lastHeight = async (page: Page): Promise<number | undefined> => (await told(page)).at(-1)?.height;
const contentHeight = (page: Page): Promise<number> =>
  frame(page)
    .locator("#root")
    .evaluate((root) => Math.ceil(root.getBoundingClientRect().height));

/** Until everything that follows from what was done is laid out, and told. */
const twoFrames = (page: Page): Promise<void> =>
  frame(page)
    .locator("body")
    .evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
    );

test("a panel stands alone in a frame of another origin, in the theme and size that are asked for", async ({
  page,
  portal,
  demo,
}) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(portal.framing(`${demo.url}/nodes/web-01?embed=1&panel=bay-plan`));
  await expect(cell(page)).toBeVisible();
  await expect(frame(page).getByRole("banner")).toHaveCount(0);
  await expect(frame(page).getByRole("tablist")).toHaveCount(0);
  await expect(frame(page).getByRole("region")).toHaveCount(1);
  const heading = frame(page).getByRole("heading", { name: "Bay plan", level: 2 });
  const size = (await heading.boundingBox())?.height ?? 0;
  const background = () =>
    frame(page)
      .locator("body")
      .evaluate((body) => getComputedStyle(body).backgroundColor);
  expect(await background()).toBe("rgb(255, 255, 255)");

  await page.goto(portal.framing(`${demo.url}/nodes/web-01?embed=1&panel=bay-plan&theme=dark&zoom=1.5`));
  await expect(cell(page)).toBeVisible();
  expect(await background()).toBe("rgb(20, 29, 37)");
  expect((await heading.boundingBox())?.height).toBeCloseTo(size * 1.5, 0);
  // The hull keeps its measure: its cells end where it ends.
  await expect
    .poll(() =>
      hull(page).evaluate((element) => {
        const { right } = element.getBoundingClientRect();
        const ends = [...element.querySelectorAll<HTMLElement>("a[data-key]")].map(
          ({ style }) => Number.parseFloat(style.left) + Number.parseFloat(style.width),
        );
        return Math.abs(Math.max(...ends) * 1.5 - (right - element.getBoundingClientRect().left));
      }),
    )
    .toBeLessThan(6);
  expect(
    await frame(page)
      .locator("body")
      .evaluate(() => Object.keys(localStorage)),
  ).toEqual([]);
  expect(errors).toEqual([]);
});

test("it tells its height, a frame that follows it fits, and nothing grows", async ({ page, portal, demo }) => {
  await page.goto(portal.framing(`${demo.url}/nodes/web-01?embed=1`, "follow"));
  await expect(cell(page)).toBeVisible();
  await expect(frame(page).getByRole("table", { name: "Pods and containers" }).getByRole("link").first()).toBeVisible();
  const fits = async () => {
    const height = await contentHeight(page);
    expect(await lastHeight(page)).toBe(height);
    expect((await page.locator("iframe").boundingBox())?.height).toBe(height);
  };
  await expect(fits).toPass();

  await page.goto(portal.framing(`${demo.url}/nodes/web-01?embed=1&panel=bay-plan`, "follow"));
  await expect(cell(page)).toBeVisible();
  await expect(fits).toPass();
  const height = await lastHeight(page);
  const wide = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 480, height: 720 });
  await expect(fits).toPass();
  expect(await lastHeight(page)).not.toBe(height);
  await page.setViewportSize(wide);
  await expect.poll(() => lastHeight(page)).toBe(height);
  await expect(fits).toPass();

  // Hovering opens a card, which moves nothing even where it reaches beyond the page.
  const width = async () => (await hull(page).boundingBox())?.width;
  const before = await width();
  await hull(page).getByRole("link").last().hover();
  await expect(frame(page).getByRole("table", { includeHidden: true })).toHaveCount(1);
  expect(await width()).toBe(before);
  expect(await contentHeight(page)).toBe(height);

  // A window that is far too high makes the page in it no higher.
  await page.locator("iframe").evaluate((element) => (element.style.height = "3000px"));
  await twoFrames(page);
  expect(await contentHeight(page)).toBe(height);
  expect(await lastHeight(page)).toBe(height);
  for (const message of await told(page))
    expect(message).toEqual({ type: "bayplan:height", height: expect.any(Number) as unknown });
});

for (const path of [
  "/?embed=1",
  "/nodes/web-01?panel=order",
  "/nodes/web-01?panel=bay-plan&zoom=2",
  "/nodes/gpu-a100-01?panel=transitions",
  "/devices?panel=devices",
])
  test(`no height is told of ${path} that is much smaller than the one before it`, async ({ page, portal, demo }) => {
    await page.goto(portal.framing(`${demo.url}${path}`, "follow"));
    await expect(frame(page).locator("[data-skeleton]")).toHaveCount(0);
    await expect(frame(page).getByRole("link").first()).toBeVisible();
    await expect.poll(async () => (await lastHeight(page)) === (await contentHeight(page))).toBe(true);
    const heights = (await told(page)).map(({ height }) => height);
    const falls = heights.filter((height, index) => height < 0.9 * Math.max(...heights.slice(0, index)));
    expect(falls, heights.join(", ")).toEqual([]);
  });

for (const panel of ["bay-plan", "order", "eviction"])
  test(`while ${panel} loads its place is about as high as it will be`, async ({ page, portal, demo }) => {
    await page.goto(portal.framing(`${demo.url}/nodes/web-01?panel=${panel}`, "follow"));
    await expect(frame(page).locator("[data-skeleton]")).toHaveCount(0);
    await expect.poll(async () => (await lastHeight(page)) === (await contentHeight(page))).toBe(true);
    const heights = (await told(page)).map(({ height }) => height);
    expect(Math.min(...heights) / Math.max(...heights), heights.join(", ")).toBeGreaterThan(0.9);
  });

test("a link out of a panel opens the whole page beside the portal", async ({ page, context, portal, demo }) => {
  await page.goto(portal.framing(`${demo.url}/nodes/web-01?panel=order&theme=dark&tz=UTC`));
  const link = frame(page).getByRole("region", { name: "Who goes first" }).getByRole("link").first();
  await expect(link).toHaveAttribute("rel", "noopener");
  const opened = context.waitForEvent("page");
  await link.click();
  const whole = await opened;
  await expect(whole.getByRole("banner")).toBeVisible();
  const { pathname, searchParams } = new URL(whole.url());
  expect(pathname).toMatch(/^\/pods\//);
  expect(Object.fromEntries(searchParams)).toEqual({ node: "web-01", tz: "UTC" });
  await expect(frame(page).getByRole("region", { name: "Who goes first" })).toBeVisible();
  await whole.close();

  const all = context.waitForEvent("page");
  await frame(page)
    .getByRole("button", { name: /^The whole order/ })
    .click();
  const order = await all;
  await expect(order.getByRole("region", { name: "The whole order" })).toBeVisible();
  expect(new URL(order.url()).searchParams.has("embed")).toBe(false);
});

test("a link out of a panel to a part of the page leads there, without the frame", async ({ page }) => {
  const bayplan = await serveCluster({ nodes: [nodeObject("quay-01")], events: [] });
  // More than there is room for, and in no sample.
  const boats = Array.from({ length: 90 }, (_, index) => runningPod({ name: `dinghy-${index}` }));
  const memory = { workingSetBytes: 2 * 1024 ** 3, availableBytes: 6 * 1024 ** 3 };
  await createAgent(bayplan.url, "quay-01").report(
    { kind: "nodeStats", id: "node", memory, systemContainers: [] },
    ...boats,
  );
  await page.setViewportSize({ width: 420, height: 700 });
  await page.goto(`${bayplan.url}/nodes/quay-01?panel=bay-plan&theme=dark`);
  const more = page.getByRole("link", { name: /^\+\d+ more/ });
  await expect(more).toHaveAttribute("href", "/nodes/quay-01#containers");
  await bayplan.stop();
});

test("links within a page in a frame stay in it", async ({ page, portal, demo }) => {
  await page.goto(portal.framing(`${demo.url}/?embed=1&theme=dark&zoom=0.8`));
  await frame(page)
    .getByRole("link", { name: /^web-01\b/ })
    .click();
  await expect(frame(page).getByRole("heading", { name: "web-01", level: 1 })).toBeVisible();
  await expect(frame(page).getByRole("banner")).toHaveCount(0);
  const address = await frame(page)
    .locator("body")
    .evaluate(() => window.location.search);
  expect(Object.fromEntries(new URLSearchParams(address))).toEqual({ embed: "1", theme: "dark", zoom: "0.8" });
  await frame(page).getByRole("tab", { name: "Eviction" }).click();
  await expect(frame(page).getByRole("region", { name: "The whole order" })).toBeVisible();
  await expect(frame(page).getByRole("banner")).toHaveCount(0);
});

test("a panel that there is not is told, with those there are", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/web-01?embed=1&panel=bridge`);
  await expect(page.getByRole("status")).toContainText("This page has no panel “bridge”.");
  for (const name of ["bay-plan", "eviction", "order", "devices", "transitions", "containers", "disk", "events"])
    await expect(page.getByRole("status").getByText(name, { exact: true })).toBeVisible();
  await page.goto(`${demo.url}/fit?panel=bridge`);
  await expect(page.getByRole("status")).toContainText("None of it stands alone");
});

test("every panel that is offered shows something, and fits a narrow frame", async ({ page, demo }) => {
  await page.setViewportSize({ width: 420, height: 700 });
  const { items } = await demo.get<{ items: { namespace: string; name: string; node: string }[] }>(
    "/api/v1/pods?name=ledger-0",
  );
  const [pod] = items;
  for (const path of ["/", "/nodes/gpu-a100-01", `/pods/${pod?.namespace}/${pod?.name}`, "/devices", "/evictions"]) {
    await page.goto(`${demo.url}${path}?panel=none`);
    const listed = page.getByRole("status").locator("code");
    await expect(listed.first()).toBeVisible();
    const names = await listed.allTextContents();
    for (const name of names) {
      await page.goto(`${demo.url}${path}?panel=${name}`);
      await expect(
        page.getByRole("main").locator("section, dl, ul, [role=list], [role=status]").first(),
        name,
      ).toBeVisible();
      await expect(page.getByRole("main"), name).not.toContainText("has no panel");
      await expectFits(page, `${path} ${name}`);
    }
  }
});

test("who is not named may not frame it", async ({ page, portal, harbour }) => {
  const refusals: string[] = [];
  page.on("console", (message) => refusals.push(message.text()));
  await page.goto(portal.framing(`${harbour.url}/nodes/quay-01?embed=1&panel=bay-plan`));
  await expect.poll(() => refusals.join("\n")).toContain("frame-ancestors");
  await expect(frame(page).locator("#root")).toHaveCount(0);
  expect(await told(page)).toEqual([]);
});

test("it works where the browser keeps nothing for it, and tells no one where it is not framed", async ({
  page,
  demo,
}) => {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    for (const storage of ["localStorage", "sessionStorage"]) Object.defineProperty(window, storage, { get: refuse });
    Object.assign(window, { told: [] as unknown[] });
    window.addEventListener("message", ({ data }) => (window as unknown as { told: unknown[] }).told.push(data));
  });
  await page.goto(`${demo.url}/nodes/web-01?embed=1&panel=bay-plan`);
  await expect(
    page
      .getByRole("group", { name: /^Bay plan of web-01/ })
      .getByRole("link")
      .first(),
  ).toBeVisible();
  await page.goto(`${demo.url}/nodes/web-01`);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("radiogroup", { name: "Theme" }).getByText("Dark").click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await told(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test("a panel in a frame is accessible, light and dark", async ({ page, portal, demo }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const view of ["panel=bay-plan&theme=light", "panel=order&theme=dark"]) {
    await page.goto(portal.framing(`${demo.url}/nodes/web-01?embed=1&${view}`, "follow"));
    await expect(frame(page).getByRole("region").getByRole("link").first()).toBeVisible();
    await expectAccessibleWithFrames(page, view);
  }
});
