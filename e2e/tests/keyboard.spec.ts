import type { Locator, Page } from "@playwright/test";
import { createAgent, runningPod } from "../fixtures/agent.ts";
import { expect, test } from "../fixtures/test.ts";

const hull = (page: Page): Locator => page.getByRole("group", { name: /^Bay plan of/ });
const reachable = (page: Page): Locator => hull(page).locator("a[tabindex='0']");
const focused = (page: Page): Locator => hull(page).locator("a:focus");
const lanes = (page: Page): Locator => page.getByRole("application", { name: /^Transitions/ });
const part = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);

const middle = ({ left, top, width, height }: DOMRect) => ({ x: left + width / 2, y: top + height / 2 });

/** Whether the middle of one cell lies on that side of another's. */
const liesThere = {
  ArrowRight: (from: DOMRect, to: DOMRect) => middle(to).x > middle(from).x,
  ArrowLeft: (from: DOMRect, to: DOMRect) => middle(to).x < middle(from).x,
  ArrowDown: (from: DOMRect, to: DOMRect) => middle(to).y > middle(from).y,
  ArrowUp: (from: DOMRect, to: DOMRect) => middle(to).y < middle(from).y,
};

test("arrows lead from cell to cell of a bay plan, which is one stop of Tab, and Enter opens the pod", async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/nodes/web-01`);
  await expect(reachable(page)).toHaveCount(1);
  expect(await hull(page).getByRole("link").count()).toBeGreaterThan(8);
  await reachable(page).focus();

  const moved = new Set<string>();
  for (const key of [
    "ArrowRight",
    "ArrowUp",
    "ArrowLeft",
    "ArrowDown",
    "ArrowDown",
    "ArrowRight",
    "ArrowUp",
  ] as const) {
    const before = (await focused(page).getAttribute("data-key")) ?? "";
    await page.keyboard.press(key);
    await expect(focused(page)).toHaveAttribute("tabindex", "0");
    await expect(reachable(page)).toHaveCount(1);
    if ((await focused(page).getAttribute("data-key")) === before) continue;
    moved.add(key);
    // Both at one moment: a sample may come at any.
    const [from, to] = await hull(page).evaluate((element, left) => {
      const boxes = [element.querySelector(`[data-key="${CSS.escape(left)}"]`), document.activeElement];
      return boxes.map((cell) => cell?.getBoundingClientRect().toJSON() as DOMRect | undefined);
    }, before);
    expect(from && to && liesThere[key](from, to), `${key} leads there`).toBe(true);
  }
  expect([...moved].toSorted()).toEqual(["ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp"]);

  const card = page.locator("[aria-hidden=true]").getByRole("table", { includeHidden: true });
  await expect(card).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(card).toHaveCount(0);
  const name = (await focused(page).getAttribute("href")) ?? "";
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new URL(name, demo.url).href);
  await page.goBack();
  await expect(reachable(page)).toHaveCount(1);
});

test("lanes are zoomed and moved by keys, and the address says to where", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/batch-02`);
  await expect(lanes(page)).toBeVisible();
  await lanes(page).focus();
  const heading = page.getByRole("region", { name: /^Transitions/ }).getByRole("heading");
  await expect(heading).toHaveText("Transitions, last 30 minutes");

  await page.keyboard.press("+");
  await expect.poll(() => Number(part(page, "span"))).toBe(1_125);
  await page.keyboard.press("-");
  await expect.poll(() => part(page, "span")).toBeNull();
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect.poll(() => Number(part(page, "span"))).toBe(703);

  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => part(page, "until")).not.toBeNull();
  const first = Number(part(page, "until"));
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => Number(part(page, "until"))).toBeLessThan(first);
  const second = Number(part(page, "until"));
  expect((first - second) / 1_000).toBeCloseTo(703 * 0.2, 0);
  await page.keyboard.press("PageUp");
  await expect.poll(() => Math.round((second - Number(part(page, "until"))) / 1_000)).toBe(703);
  await page.keyboard.press("PageDown");
  await expect.poll(() => Number(part(page, "until"))).toBe(second);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => Number(part(page, "until"))).toBe(first);
  await expect(lanes(page)).toBeFocused();

  // The same view after a reload.
  await page.reload();
  await expect(lanes(page)).toBeVisible();
  expect(Number(part(page, "until"))).toBe(first);
  await lanes(page).focus();
  await page.keyboard.press("End");
  await expect.poll(() => part(page, "until")).toBeNull();

  await page.keyboard.press("t");
  await expect(page.getByRole("table", { name: "Transitions" })).toBeVisible();
  await expect.poll(() => part(page, "lanes")).toBe("table");
  // The focus goes along, so that the same key leads back.
  await expect(page.getByRole("table", { name: "Transitions" }).locator("[role=row]:focus")).toBeVisible();
  await page.keyboard.press("t");
  await expect(lanes(page)).toBeFocused();
  await expect.poll(() => part(page, "lanes")).toBeNull();
});

test("the key leads out of a table without rows too", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/batch-02?lanes=table&span=60&until=${demo.startedAt - 40 * 86_400_000}`);
  await expect(page.getByText("Nothing changed in this time.")).toBeVisible();
  await page.goto(`${demo.url}/nodes/batch-02?span=60&until=${demo.startedAt - 40 * 86_400_000}`);
  await lanes(page).focus();
  await page.keyboard.press("t");
  await expect(page.getByText("Nothing changed in this time.")).toBeVisible();
  await page.keyboard.press("t");
  await expect(lanes(page)).toBeFocused();
});

for (const view of ["bays", "table"])
  test(`Back from a node leads to where one was among the ${view}`, async ({ page, demo }) => {
    await page.goto(`${demo.url}/?view=${view}`);
    const link = page.getByRole("main").getByRole("link", { name: /^web-02/ });
    await link.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "web-02" })).toBeVisible();
    await page.goBack();
    await expect(link).toBeFocused();
    await page.goForward();
    await expect(hull(page)).toBeVisible();
  });

test("Back from a pod leads to its cell", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/web-01`);
  await reachable(page).focus();
  await page.keyboard.press("ArrowUp");
  const key = await focused(page).getAttribute("data-key");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/pods\//);
  await expect(page.getByRole("heading", { name: "Isolation" })).toBeVisible();
  await page.goBack();
  await expect(focused(page)).toHaveAttribute("data-key", key ?? "");
});

test("keys lead out of a time without lanes too", async ({ page, demo }) => {
  const { pods } = await demo.get<{ pods: { namespace: string; name: string; phase: string; createdAt: string }[] }>(
    "/api/v1/nodes/batch-02",
  );
  const running = pods.filter(({ phase }) => phase === "Running");
  const [newest] = running.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const before = Date.parse(newest?.createdAt ?? "") - 3_600_000;
  await page.goto(`${demo.url}/pods/${newest?.namespace}/${newest?.name}?span=600&until=${before}`);
  await expect(lanes(page).getByText("Nothing is known of this time.")).toBeVisible();
  await lanes(page).focus();
  await page.keyboard.press("-");
  await expect.poll(() => Number(part(page, "span"))).toBeGreaterThan(600);
  await expect(lanes(page)).toBeFocused();
  await page.keyboard.press("End");
  await expect.poll(() => part(page, "until")).toBeNull();
  await expect(lanes(page)).toBeFocused();
});

test("of a pod older than lanes go back, the last days are shown and named so", async ({ page, harbour }) => {
  const createdAt = new Date(Date.now() - 20 * 86_400_000).toISOString();
  await createAgent(harbour.url, "quay-08").report({ ...runningPod({ name: "hulk" }), createdAt });
  await page.goto(`${harbour.url}/pods/harbour/hulk?node=quay-08`);
  await expect(lanes(page)).toBeVisible();
  const panel = page.getByRole("region", { name: /^Transitions/ });
  await expect(panel.getByRole("heading")).toHaveText("Transitions, last 7 d");
  const back = panel.getByRole("button", { name: /^(its whole life|last 7 d)$/ });
  await expect(back).toHaveCount(0);
  await lanes(page).focus();
  await page.keyboard.press("+");
  await expect.poll(() => part(page, "span")).not.toBeNull();
  await expect(back).toHaveText("last 7 d");
  await back.click();
  await expect.poll(() => part(page, "span")).toBeNull();
  await expect(back).toHaveCount(0);
});

test("tabs are walked by arrows, Home and End, and the address follows", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/web-01`);
  const tab = (name: string | RegExp): Locator => page.getByRole("tab", { name, exact: true });
  await tab("Containers").focus();
  for (const [key, name, address] of [
    ["ArrowRight", /^Devices\b/, "devices"],
    ["ArrowRight", "Resources", "resources"],
    ["End", "Sources", "sources"],
    ["ArrowRight", "Eviction", "eviction"],
    ["ArrowLeft", "Sources", "sources"],
    ["Home", "Eviction", "eviction"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(tab(name)).toBeFocused();
    await expect(tab(name)).toHaveAttribute("aria-selected", "true");
    await expect.poll(() => part(page, "tab")).toBe(address);
  }
});

/** What has the focus, and whether one sees that it has; null: the page itself. Runs in the browser. */
const focusedElement = (): { html: string; marked: boolean } | null => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // A choice of a switch is marked on its label, a field on what stands around it.
  const bearers = [element, element.nextElementSibling, element.parentElement].filter((each) => each !== null);
  const marked = bearers.some((bearer) => {
    const { width, height } = bearer.getBoundingClientRect();
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(bearer);
    const outlined = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
    return width > 0 && height > 0 && (outlined || boxShadow !== "none");
  });
  return { html: element.outerHTML.slice(0, 120), marked };
};

for (const [path, ready] of [
  ["/", "link"],
  ["/nodes/node-a", "application"],
  ["/nodes/node-a?tab=disk", "table"],
  ["/devices", "link"],
  ["/evictions", "searchbox"],
  ["/fit", "form"],
] as const) {
  test(`Tab goes through all of ${path}, and one sees where it is`, async ({ page, still }) => {
    await page.goto(`${still.url}${path}`);
    await expect(page.getByRole("main").getByRole(ready).first()).toBeVisible();
    const seen: string[] = [];
    const unmarked: string[] = [];
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(focusedElement);
      if (!at) break;
      seen.push(at.html);
      if (!at.marked) unmarked.push(at.html);
    }
    expect(seen.length).toBeGreaterThan(8);
    expect(unmarked).toEqual([]);
  });
}
