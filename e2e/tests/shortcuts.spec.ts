import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/test.ts";

const title = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

test("G and a letter go to each page", async ({ page, still }) => {
  await page.goto(still.url);
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
  for (const [letter, name] of [
    ["d", "Devices"],
    ["e", "Evictions"],
    ["p", "Fit"],
    ["f", "Fleet"],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page.getByRole("navigation", { name: "Pages" }).locator("[aria-current=page]")).toHaveText(name);
  }
});

test("on a node digits choose tabs, and brackets go to the nodes beside it as the fleet lists them", async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/?sort=name&q=web`);
  await page.getByRole("link", { name: /^web-02/ }).click();
  await expect(title(page, "web-02")).toBeVisible();
  await expect(page.getByRole("tablist")).toBeVisible();
  await page.keyboard.press("5");
  await expect(page.getByRole("tab", { name: "Disk", selected: true })).toBeInViewport();
  await page.keyboard.press("]");
  await expect(title(page, "web-03")).toBeVisible();
  await expect(page.getByRole("tab", { name: "Disk", selected: true })).toBeVisible();
  await page.keyboard.press("]");
  await page.keyboard.press("[");
  await expect(title(page, "web-02")).toBeVisible();
  await page.keyboard.press("[");
  await expect(title(page, "web-01")).toBeVisible();
  await page.goBack();
  await expect(title(page, "web-02")).toBeVisible();

  // Opened at once, the fleet's usual order is what they go by.
  await page.goto(`${demo.url}/nodes/no-such-node`);
  await expect(page.getByText("There is no node no-such-node")).toBeVisible();
  await page.keyboard.press("]");
  await expect(page).not.toHaveURL(/no-such-node/);
});

test("P pauses and goes on; no key is taken from what is typed in, or pressed with another", async ({ page, demo }) => {
  await page.goto(`${demo.url}/evictions`);
  const state = page.getByRole("banner").getByRole("status");
  await expect(state).toHaveText("live");
  await page.keyboard.press("p");
  await expect(state).toHaveText("paused");
  await page.keyboard.press("p");
  await expect(state).toHaveText("live");
  await page.keyboard.press("Alt+p");
  await page.keyboard.press("Control+i");
  const field = page.getByRole("searchbox");
  await field.focus();
  await page.keyboard.type("gpi1[");
  await expect(field).toHaveValue("gpi1[");
  await expect(state).toHaveText("live");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("combobox", { name: "namespace" }).focus();
  await page.keyboard.press("p");
  await expect(state).toHaveText("live");
});

const exactly = (page: Page) => page.getByRole("dialog", { name: "Exactly" });

test("I tells moments and exact amounts of the row that has the focus, and the settings those in sight", async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/nodes/web-01?tab=disk`);
  const row = page.getByRole("table", { name: "Images" }).locator("[data-index='0']");
  await row.focus();
  await page.keyboard.press("i");
  await expect(
    exactly(page)
      .getByRole("definition")
      .filter({ hasText: /^[\d\u2009]+ bytes$/ }),
  ).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(row).toBeFocused();

  await page.goto(`${demo.url}/nodes/web-01`);
  await expect(page.getByRole("tablist")).toBeVisible();
  await page.keyboard.press("i");
  await expect(exactly(page).getByRole("heading", { name: "Eviction signals" })).toBeVisible();
  await expect(exactly(page).getByText("Number 2: later")).toHaveCount(0);

  await page.goto(`${demo.url}/evictions`);
  await expect(page.getByRole("article").first()).toBeVisible();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: /^Moments, exact amounts/ }).click();
  await expect(exactly(page).getByRole("definition").filter({ hasText: /UTC/ }).first()).toBeVisible();
});

test("times are told as moments where that is chosen, on every page, and in the link that is shared", async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/evictions`);
  const when = page.getByRole("article").first().locator("time");
  await expect(when).toHaveText(/ ago$/);
  await page.getByRole("button", { name: "Settings" }).click();
  const settings = page.getByRole("group", { name: "Settings" });
  await settings.getByText("The moment").click();
  await expect(when).toHaveText(/^(\d{4}-\d\d-\d\d \d\d:\d\d|\d\d:\d\d:\d\d)$/);
  await expectAccessible(page);
  await page.goto(`${demo.url}/nodes/web-01?tab=sources`);
  await expect(page.getByRole("main").locator("time").last()).toHaveText(/\d\d:\d\d/);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(/times=absolute/);
  await expect(page.getByText("Everyone sees it in a theme of their own; a frame keeps yours.")).toBeVisible();
  await page.goto(`${demo.url}/evictions?times=relative`);
  await expect(when).toHaveText(/ ago$/);
});

test.describe("by touch", () => {
  test.use({ hasTouch: true });
  test("a tap tells what a pointer would be told", async ({ page, demo }) => {
    await page.goto(`${demo.url}/evictions`);
    const when = page.getByRole("article").first().locator("time");
    const moment = (await when.getAttribute("title")) ?? "";
    await when.tap();
    await expect(exactly(page).getByText(moment)).toBeVisible();
  });
});
