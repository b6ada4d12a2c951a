import type { Page } from "@playwright/test";
import { createAgent, runningPod } from "../fixtures/agent.ts";
import { HOSTILE_EVENT, HOSTILE_LABELS, HOSTILE_NODE, MARKUP } from "../fixtures/hostile.ts";
import { expect, test } from "../fixtures/test.ts";

/** Nothing of it ran, and nothing of it became an element. */
const expectHarmless = async (page: Page) => {
  expect(await page.evaluate(() => "boarded" in window)).toBe(false);
  await expect(page.locator("img, [onerror], [src=x]")).toHaveCount(0);
};

/** Whatever the page's policy had to stop was a hole already. */
const watchRefusals = (page: Page): string[] => {
  const refusals: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) refusals.push(message.text());
  });
  page.on("dialog", (dialog) => {
    refusals.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return refusals;
};

test.use({ viewport: { width: 1440, height: 2_000 } });

test("what an intruder writes shows as the text it is", async ({ page, harbour }) => {
  const refusals = watchRefusals(page);
  const agent = createAgent(harbour.url, HOSTILE_NODE);
  await agent.report(
    runningPod({
      name: `parrot ${MARKUP}`,
      namespace: `ns ${MARKUP}`,
      container: `main ${MARKUP}`,
      image: `registry/${MARKUP}`,
      labels: { [`key ${MARKUP}`]: `value ${MARKUP}` },
    }),
    {
      kind: "source",
      id: "cri runtime.v1.RuntimeService/Status",
      source: "cri",
      call: `runtime.v1.RuntimeService/Status ${MARKUP}`,
      state: "unreachable",
      since: "2026-11-21T08:00:00Z",
      message: `The socket says ${MARKUP}`,
      interval: 10_000,
    },
    {
      kind: "device",
      id: `gpu/${MARKUP}`,
      resource: `gpu ${MARKUP}`,
      deviceId: MARKUP,
      numaNodes: [0],
      allocatable: true,
    },
  );
  const node = `${harbour.url}/nodes/${HOSTILE_NODE}`;

  await page.goto(node);
  await expect(page.getByRole("link", { name: `parrot ${MARKUP}` }).first()).toBeVisible();
  await expect(page.getByText(`main ${MARKUP}`).first()).toBeVisible();
  await expectHarmless(page);

  await page.goto(`${node}?tab=devices`);
  await expect(page.getByRole("heading", { name: `gpu ${MARKUP}` })).toBeVisible();
  await expectHarmless(page);

  await page.goto(`${node}?tab=runtime`);
  await expect(page.getByText(HOSTILE_LABELS["example.com/motto"])).toBeVisible();
  await expectHarmless(page);

  await page.goto(`${node}?tab=sources`);
  await expect(page.getByRole("cell", { name: `The socket says ${MARKUP}` })).toBeVisible();
  await expectHarmless(page);

  await page.goto(node);
  await page
    .getByRole("table", { name: "Pods and containers" })
    .getByRole("link", { name: /^parrot/ })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`parrot ${MARKUP}`);
  await expect(page.getByText(`value ${MARKUP}`)).toBeVisible();
  await expectHarmless(page);

  await page.goto(`${harbour.url}/evictions`);
  const wreck = page.getByRole("article").filter({ has: page.getByRole("link", { name: /^wreck/ }) });
  await wreck.getByText("In its own words").click();
  await expect(wreck.getByText(HOSTILE_EVENT.message)).toBeVisible();
  await wreck.getByRole("link", { name: /^wreck/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`wreck ${MARKUP}`);
  await expectHarmless(page);

  await page.goto(`${harbour.url}/?q=${encodeURIComponent(MARKUP)}`);
  await expect(page.getByRole("link", { name: new RegExp(`^${HOSTILE_NODE}`) })).toBeVisible();
  await expectHarmless(page);
  await page.goto(`${harbour.url}/nodes/${encodeURIComponent(MARKUP)}`);
  await expect(page.getByText(`There is no node ${MARKUP}`)).toBeVisible();
  await expectHarmless(page);
  expect(refusals).toEqual([]);
});

test("a node with a hostile name has a page of its own", async ({ page, harbour }) => {
  const name = `"></a>${MARKUP}/../?#%2e`;
  await createAgent(harbour.url, name).report(runningPod({ name: "barnacle" }));
  await page.goto(harbour.url);
  await page.getByRole("link", { name: `"></a>` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByRole("link", { name: "barnacle" }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expectHarmless(page);
});
