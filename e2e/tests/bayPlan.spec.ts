import { startBayplan, type Bayplan } from "../fixtures/bayplan.ts";
import { recording } from "../fixtures/recording.ts";
import { expect, test as base } from "../fixtures/test.ts";

const test = base.extend<object, { still: Bayplan }>({
  still: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing else is needed
    async ({}, use) => {
      const replay = await startBayplan("replay", recording("steady"), "--until", "2026-11-21T10:38:40Z");
      await use(replay);
      await replay.stop();
    },
    { scope: "worker" },
  ],
});

test.use({ viewport: { width: 1440, height: 1_200 } });

interface Pod {
  name: string;
  phase: string;
  workingSetBytes: number | null;
}

test("pods of a few MiB on a node of 24 GiB, and those without a sample, are each there by key and tell what they are", async ({
  page,
  still,
}) => {
  const { pods } = await still.get<{ pods: Pod[] }>("/api/v1/nodes/node-a");
  const running = pods.filter(({ phase }) => phase !== "Succeeded" && phase !== "Failed");
  expect(running.some(({ workingSetBytes }) => workingSetBytes === null)).toBe(true);
  expect(running.some(({ workingSetBytes }) => (workingSetBytes ?? Infinity) < 2 ** 20)).toBe(true);

  await page.goto(`${still.url}/nodes/node-a`);
  const plan = page.getByRole("group", { name: /^Bay plan of node-a/ });
  await expect(plan.getByRole("link")).toHaveCount(running.length);
  for (const { box } of await plan
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => ({ box: link.getBoundingClientRect().toJSON() as DOMRect }))))
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(11);

  const reached = new Set<string>();
  await plan.locator("a[tabindex='0']").focus();
  const focused = plan.locator("a:focus");
  for (let step = 0; step < running.length; step += 1) {
    const name = (await focused.getAttribute("aria-label")) ?? "";
    for (const pod of running)
      if (/^[ ,]/.test(name.slice(pod.name.length)) && name.startsWith(pod.name)) reached.add(pod.name);
    await page.keyboard.press("ArrowRight");
  }
  expect([...reached].toSorted()).toEqual(running.map(({ name }) => name).toSorted());

  const without = plan.getByRole("link", { name: /^crasher in team-a, BestEffort, .* without a sample, number 1/ });
  await without.hover();
  await expect(page.getByText("Would go as number 1")).toBeVisible();
  await without.click();
  await expect(page).toHaveURL(/\/pods\/team-a\/crasher\?node=node-a(&|$)/);
});

test("time before the watch began is marked as not watched", async ({ page, still }) => {
  await page.goto(`${still.url}/nodes/node-a`);
  const panel = page.getByRole("region", { name: /^Transitions, last 30 minutes/ });
  await expect(panel.getByText("not watched yet")).toBeVisible();
  await page.goto(`${still.url}/nodes/node-a?span=60`);
  await expect(page.getByRole("region", { name: /^Transitions, last 1 min/ })).toBeVisible();
  await expect(page.getByText("not watched yet")).toHaveCount(0);
});
