import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/test.ts";

const palette = (page: Page): Locator => page.getByRole("dialog", { name: "Find a node, pod, device or page" });
const field = (page: Page): Locator => palette(page).getByLabel("Find a node, pod, device or page");
const found = (page: Page): Locator => palette(page).getByRole("option");
/** What Enter goes to. */
const chosen = (page: Page): Locator => palette(page).getByRole("option", { selected: true });

const openByKeys = async (page: Page): Promise<void> => {
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("live");
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
};

const KINDS = ["page", "node", "pod", "device"] as const;

interface Known {
  name: string;
  leadsTo: RegExp;
}

interface Lists {
  get<Answer>(path: string): Promise<Answer>;
}

/** One of each kind; none of them on the node that the page shows. */
const knownOf = async (demo: Lists): Promise<Record<(typeof KINDS)[number], Known>> => {
  const { items: pods } = await demo.get<{ items: { namespace: string; name: string }[] }>("/api/v1/pods?name=kafka-0");
  const { items: devices } = await demo.get<{ items: { id: string }[] }>("/api/v1/devices");
  const [pod] = pods;
  const device = devices.find(({ id }) => id.startsWith("GPU-"));
  if (!pod || !device) throw new Error("The demo has no such pod or no GPU.");
  return {
    page: { name: "Evictions", leadsTo: /\/evictions$/ },
    node: { name: "web-02", leadsTo: /\/nodes\/web-02$/ },
    pod: { name: pod.name, leadsTo: new RegExp(`/pods/${pod.namespace}/${pod.name}\\?node=`) },
    device: { name: device.id, leadsTo: new RegExp(`/devices\\?q=${device.id}$`) },
  };
};

test("finds a page, a node, a pod of any node and a device, by keys alone", async ({ page, demo }) => {
  const known = await knownOf(demo);
  await page.goto(`${demo.url}/nodes/web-01`);
  for (const kind of KINDS) {
    const { name, leadsTo } = known[kind];
    await test.step(`the ${kind} ${name}`, async () => {
      await openByKeys(page);
      await page.keyboard.type(name);
      await expect(chosen(page)).toHaveText(new RegExp(`^${kind}`));
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(leadsTo);
      await expect(palette(page)).toBeHidden();
    });
  }
});

test("arrows choose among what is found, and Enter goes there", async ({ page, demo }) => {
  await page.goto(demo.url);
  await openByKeys(page);
  await page.keyboard.type("gpu-a100");
  await expect(chosen(page)).toHaveText(/^node\s*gpu-a100-01/);
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toHaveText(/^node\s*gpu-a100-02/);
  await expect(chosen(page)).toHaveCount(1);
  await page.keyboard.press("ArrowUp");
  await expect(chosen(page)).toHaveText(/^node\s*gpu-a100-01/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/nodes\/gpu-a100-02$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("gpu-a100-02");
});

test("what is typed before its list has come is not lost", async ({ page, demo }) => {
  const asked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  await page.route(/\/assets\/PaletteList-/, async (route) => {
    asked.resolve();
    await held.promise;
    await route.continue();
  });
  await page.goto(demo.url);
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("live");
  // At once, as fingers that know it do: nothing is waited for in between.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("web-0");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await asked.promise;
  await expect(field(page)).toHaveValue("web-0");
  await expect(found(page)).toHaveCount(0);
  held.resolve();
  await expect(page).toHaveURL(/\/nodes\/web-02$/);
  await expect(palette(page)).toBeHidden();
});

test("closes with the key, so that the next one opens it again", async ({ page, demo }) => {
  await page.goto(demo.url);
  await openByKeys(page);
  // As fingers may be: before the browser has told that the dialog is closed.
  await palette(page).evaluate(async (dialog: HTMLDialogElement) => {
    dialog.requestClose();
    await Promise.resolve();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true }));
  });
  await page.keyboard.type("evictions");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/evictions$/);
});

test("closes by Escape and by a press beside it, and the focus goes back", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/web-01`);
  const tab = page.getByRole("tab", { name: "Containers" });
  await tab.focus();
  await openByKeys(page);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(tab).toBeFocused();
  await openByKeys(page);
  await page.mouse.click(20, 400);
  await expect(palette(page)).toBeHidden();
  await expect(page).toHaveURL(/\/nodes\/web-01$/);
});

test("opens by its button and by a slash, lists everything while nothing is typed, and a click goes there", async ({
  page,
  demo,
}) => {
  await page.goto(demo.url);
  const button = page.getByRole("button", { name: /^Find a node, pod, device/ });
  await button.click();
  await expect(found(page).first()).toHaveText(/^page\s*Devices/);
  await expect(chosen(page)).toHaveText(/^page\s*Devices/);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(button).toBeFocused();

  // In a field it is a letter like others.
  await page.getByRole("searchbox", { name: "name, label or pool" }).fill("a");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "name, label or pool" })).toHaveValue("a/");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("");
  await found(page)
    .filter({ hasText: /^page\s*Fit/ })
    .click();
  await expect(page).toHaveURL(/\/fit$/);
});

test("says that nothing is called so, and whose pods it does not know", async ({ page, demo, still }) => {
  await page.goto(demo.url);
  await openByKeys(page);
  await page.keyboard.type("no such thing");
  await expect(palette(page)).toContainText(
    /^Nothing that is known is called that\. The pods of \d nodes? are not known: no agent tells them\.$/,
  );
  await expect(found(page)).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(palette(page)).toBeVisible();

  await page.goto(still.url);
  await openByKeys(page);
  await page.keyboard.type("no such thing");
  await expect(palette(page)).toContainText("No node, pod, device or page is called that.");
});

test("? lists the keys, and Escape leads back", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/web-01`);
  const keys = page.getByRole("dialog", { name: "Keys" });
  const tab = page.getByRole("tab", { name: "Containers" });
  await tab.focus();
  await page.keyboard.press("?");
  await expect(keys).toBeVisible();
  for (const key of ["Ctrl K", "S", "?", "Tab", "Esc", "End", "T", "G F", "P", "I", "[", "Page up", "Space"])
    await expect(keys.getByText(key, { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await expect(tab).toBeFocused();
  await page.keyboard.press("?");
  await page.keyboard.press("Enter");
  await expect(keys).toBeHidden();
});

test("a tab of a node is found by both their names, and of the node that is shown by its own", async ({
  page,
  demo,
}) => {
  await page.goto(demo.url);
  await openByKeys(page);
  await page.keyboard.type("web-03 disk");
  await expect(palette(page).getByRole("option").first()).toHaveText(/^tab\s*disk\s*of web-03$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/nodes\/web-03\?tab=disk$/);
  await expect(page.getByRole("tab", { name: "Disk", selected: true })).toBeInViewport();

  await openByKeys(page);
  await page.keyboard.type("kubelet");
  await expect(palette(page).getByRole("option", { selected: true })).toHaveText(/^tab\s*kubelet\s*of web-03$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/nodes\/web-03\?tab=kubelet$/);
});

test("in a frame of the whole page the palette opens by its keys, in one of a panel it does not", async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/nodes/web-01?embed=1`);
  await expect(page.getByRole("tablist")).toBeVisible();
  await page.keyboard.press("/");
  await expect(palette(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("evictions");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/evictions\?embed=1$/);

  await page.goto(`${demo.url}/nodes/web-01?panel=order`);
  await expect(page.getByRole("region", { name: "Who goes first" })).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
