import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/axe.ts";
import { startBayplan } from "../fixtures/bayplan.ts";
import { recording } from "../fixtures/recording.ts";
import { expect, test } from "../fixtures/test.ts";

test.use({ timezoneId: "Europe/Berlin", permissions: ["clipboard-read", "clipboard-write"] });

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const moments = (page: Page): Promise<string[]> =>
  page
    .getByRole("main")
    .locator("time[title]")
    .evaluateAll((times) => times.map((time) => time.getAttribute("title") ?? ""));
const zones = async (page: Page): Promise<string[]> => [
  ...new Set((await moments(page)).map((moment) => moment.split(" ").at(-1) ?? "")),
];
const hull = (page: Page) => page.getByRole("group", { name: /^Bay plan of web-01/ });

test("S copies a link to what is shown, and the menu one for a frame", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/web-01?tab=kubelet&plan=cpu`);
  await expect(hull(page)).toBeVisible();
  await page.keyboard.press("s");
  await expect(page.getByText("Link copied")).toBeVisible();
  expect(await clipboard(page)).toBe(`${demo.url}/nodes/web-01?tab=kubelet&plan=cpu`);

  await page.getByRole("button", { name: "Share" }).click();
  const share = page.getByRole("group", { name: "Share" });
  await share.getByRole("combobox", { name: "In a frame of another page" }).selectOption("Who goes first");
  await share.getByRole("button", { name: "Copy HTML" }).click();
  await expect(share.getByText("Copied", { exact: true })).toBeVisible();
  const frame = await page.evaluate(async () => {
    const snippet = new DOMParser().parseFromString(await navigator.clipboard.readText(), "text/html");
    const element = snippet.querySelector("iframe");
    return { src: element?.src, title: element?.title };
  });
  expect(frame).toEqual({
    src: `${demo.url}/nodes/web-01?tab=kubelet&plan=cpu&embed=1&panel=order`,
    title: "Who goes first · web-01 · Bayplan",
  });
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(share).toBeHidden();
  await expect(page.getByRole("button", { name: "Share" })).toBeFocused();
});

test("of a replay the link leads to its moment", async ({ page }) => {
  const replay = await startBayplan("replay", recording("steady"), "--until", "2026-11-21T10:37:20Z");
  await page.goto(`${replay.url}/devices`);
  await expect(page.getByRole("region", { name: "Replay" }).getByRole("time")).toHaveText("2026-11-21 10:37:20 UTC");
  await page.keyboard.press("s");
  await expect(page.getByText("Link copied")).toBeVisible();
  expect(await clipboard(page)).toBe(`${replay.url}/devices?at=2026-11-21T10%3A37%3A20Z`);

  // In a frame it leads there too, without the control.
  const pods = page.getByRole("table", { name: "Pods and containers" });
  await page.goto(`${replay.url}/nodes/node-a?embed=1`);
  await expect(pods.getByRole("link", { name: "deaf", exact: true })).toBeVisible();
  await page.goto(`${replay.url}/nodes/node-a?embed=1&at=2026-11-21T10:38:40Z`);
  await expect(pods.getByRole("link").first()).toBeVisible();
  await expect(pods.getByRole("link", { name: "deaf", exact: true })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Replay" })).toHaveCount(0);
  await page.goto(`${replay.url}/?embed=1&replay=1`);
  await expect(page.getByRole("region", { name: "Replay" }).getByRole("time")).toHaveText("2026-11-21 10:38:40 UTC");
  await replay.stop();
});

test("times are told in the zone that is chosen, all at once, and an address wins for its view", async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/nodes/web-01?tab=eviction`);
  await expect(hull(page)).toBeVisible();
  await expect.poll(() => zones(page)).toEqual(["UTC+01:00"]);
  await page.getByRole("button", { name: "Settings" }).click();
  const zone = page.getByRole("combobox", { name: "Time zone" });
  await zone.selectOption("Australia/Darwin");
  await expect.poll(() => zones(page)).toEqual(["UTC+09:30"]);
  await expect(page.getByRole("group", { name: "Settings" })).toContainText(/Now \d{4}-\d\d-\d\d .* UTC\+09:30/);
  await page.goto(`${demo.url}/nodes/web-01?tab=events`);
  await expect.poll(() => zones(page)).toEqual(["UTC+09:30"]);
  await page.keyboard.press("s");
  await expect(page.getByText("Link copied")).toBeVisible();
  expect(new URL(await clipboard(page)).searchParams.get("tz")).toBe("Australia/Darwin");

  await page.goto(`${demo.url}/nodes/web-01?tz=UTC`);
  await expect.poll(() => zones(page)).toEqual(["UTC"]);
  // The axis too, whose marks are of the last half hour.
  const mark = page
    .getByRole("application")
    .getByText(/^\d\d:\d\d$/)
    .first();
  const hours = [Date.now() - 45 * 60_000, Date.now()].map((at) => new Date(at).toISOString().slice(11, 13));
  expect(hours).toContain((await mark.textContent())?.slice(0, 2));
  await page.getByRole("link", { name: "Evictions" }).click();
  await expect(page).toHaveURL(/\/evictions\?tz=UTC$/);
  await expect.poll(() => zones(page)).toEqual(["UTC"]);
  await page.goto(`${demo.url}/nodes/web-01`);
  await expect.poll(() => zones(page)).toEqual(["UTC+09:30"]);

  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("combobox", { name: "Time zone" }).selectOption({ index: 0 });
  await expect.poll(() => zones(page)).toEqual(["UTC+01:00"]);
});

test("the connection's button says how it fares, and a change is told beside it", async ({ page, demo }) => {
  await page.goto(demo.url);
  const banner = page.getByRole("banner");
  await expect(banner.getByRole("status")).toHaveText("live");
  await banner.getByRole("button", { name: /^live ?, pause$/ }).click();
  await expect(banner.getByRole("button", { name: /^paused ?, go on showing changes$/ })).toBeVisible();
  await expect(banner.getByRole("status")).toHaveText("paused");
  await expect(banner.getByRole("button").getByRole("status")).toHaveCount(0);
});

test("what is opened is in the address, and adds no step back", async ({ page, demo }) => {
  await page.goto(demo.url);
  await page.getByRole("link", { name: "Evictions" }).click();
  // Others may come above it meanwhile.
  const told = async (article: Locator): Promise<Locator> => {
    const pod = (await article.locator("a").first().textContent()) ?? "";
    return page.getByRole("article").filter({ hasText: pod }).first();
  };
  const again = await told(page.getByRole("article").first());
  await again.locator("summary").click();
  await expect(page).toHaveURL(/\/evictions\?opened=[\da-z]+$/);
  await page.reload();
  await expect(again.locator("details")).toHaveAttribute("open");
  await expect(page.locator("details[open]")).toHaveCount(1);
  await again.locator("summary").click();
  await expect(page).toHaveURL(/\/evictions$/);

  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Fleet" })).toBeVisible();

  // Pods that had to go together are one.
  await page.goto(`${demo.url}/evictions?kind=taint`);
  const together = await told(
    page
      .getByRole("article")
      .filter({ hasText: /^\d+ pods/ })
      .first(),
  );
  await together.locator("summary").click();
  await expect(page).toHaveURL(/\/evictions\?kind=taint&opened=[\da-z]+$/);
  await page.reload();
  await expect(together.locator("details")).toHaveAttribute("open");

  await page.goto(`${demo.url}/nodes/web-01?tab=resources`);
  const tree = page.getByRole("treegrid", { name: "Cgroups" });
  const expanded = tree.locator("[data-kind=pod][aria-expanded=true]");
  await expect(tree).toBeVisible();
  await expect(expanded).toHaveCount(0);
  await tree
    .getByRole("button", { name: /^Open / })
    .first()
    .click();
  await expect(expanded).toHaveCount(1);
  await page.reload();
  await expect(expanded).toHaveCount(1);
  await page.getByRole("button", { name: "Open all pods" }).click();
  await expect(page).toHaveURL(/cgroups=all$/);
  await page.reload();
  await expect(page.getByRole("button", { name: "Close all pods" })).toBeVisible();
});
