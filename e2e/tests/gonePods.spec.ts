import { nodeObject } from "../fixtures/apiServer.ts";
import type { Bayplan } from "../fixtures/bayplan.ts";
import { serveCluster } from "../fixtures/cluster.ts";
import { HOSTILE_EVENT } from "../fixtures/hostile.ts";
import { expect, test as base } from "../fixtures/test.ts";

/** As the controller of taints tells it: it names no node. */
const TAINT_EVENT = {
  ...HOSTILE_EVENT,
  metadata: { name: "buoy.1", namespace: "harbour", uid: "uid-event-2", resourceVersion: "3" },
  involvedObject: { kind: "Pod", namespace: "harbour", name: "buoy", uid: "uid-buoy" },
  reason: "TaintManagerEviction",
  type: "Normal",
  message: "Marking for deletion Pod harbour/buoy",
  source: { component: "taint-eviction-controller" },
};

const test = base.extend<object, { pier: Bayplan }>({
  pier: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing else is needed
    async ({}, use) => {
      const pier = await serveCluster({ nodes: [nodeObject("quay-01"), nodeObject("quay-02")], events: [TAINT_EVENT] });
      await use(pier);
      await pier.stop();
    },
    { scope: "worker" },
  ],
});

test("an eviction that names no node leads to a page that says so, and offers the nodes", async ({ page, pier }) => {
  await page.goto(`${pier.url}/evictions?kind=taint`);
  await page.getByRole("article").getByRole("link", { name: /^buoy/ }).click();
  await expect(page).toHaveURL(/\/pods\/harbour\/buoy$/);
  await expect(page.getByText("Had to leave a node that nobody named: a taint on the node.")).toBeVisible();
  await expect(page.getByText("Nobody tells which node harbour/buoy was on.")).toBeVisible();

  const choice = page.getByRole("combobox", { name: "node it was on" });
  await expect(page.getByRole("button", { name: "Look there" })).toBeDisabled();
  await choice.selectOption("quay-02");
  await page.getByRole("button", { name: "Look there" }).click();
  await expect(page).toHaveURL(/\/pods\/harbour\/buoy\?node=quay-02$/);
  await expect(page.getByText("harbour/buoy is not on quay-02 any more.")).toBeVisible();
});

test("of a pod that nobody knows the nodes are offered too", async ({ page, pier }) => {
  await page.goto(`${pier.url}/pods/harbour/flotsam`);
  await expect(page.getByText("No node is known to have a pod harbour/flotsam.")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "node it was on" }).getByRole("option")).toHaveText([
    "node it was on",
    "quay-01",
    "quay-02",
  ]);
});
