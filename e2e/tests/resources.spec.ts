import type { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { createAgent, runningPod } from "../fixtures/agent.ts";
import { expect, test } from "../fixtures/test.ts";

interface Figures {
  cpuShares: number | null;
  memoryLimit: number | string | null;
}

interface Cgroup {
  id: string;
  parent: string | null;
  kind: string;
  pod: string | null;
  container: string | null;
  path: string | null;
  present: boolean;
  asked: Figures;
  applied: Figures | null;
}

const NODE = "web-03";

// Rows out of sight are not drawn: on a page this tall all are in sight.
test.use({ viewport: { width: 1440, height: 9_000 } });

const tree = (page: Page) => page.getByRole("treegrid", { name: "Cgroups" });
const rowOf = (page: Page, name: string) =>
  tree(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name }) });

test("the node's interfaces have their rates, totals and errors", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/${NODE}?tab=resources`);
  const table = page.getByRole("table", { name: "Network interfaces" });
  const { interfaces } = await demo.get<{ interfaces: { name: string }[] }>(`/api/v1/nodes/${NODE}/network`);
  expect(interfaces.length).toBeGreaterThan(1);
  for (const { name } of interfaces) {
    const cells = table.getByRole("row").filter({ hasText: name }).getByRole("cell");
    // It takes two samples of the kubelet.
    await expect(cells.nth(1)).toHaveText(/^[\d.]+ [KMG]iB\/s$/);
    await expect(cells.nth(3)).toHaveText(/^[\d.]+ [GT]iB$/);
    await expect(cells.last()).toHaveText("0 / 0");
  }
});

test("a pod has its own interface, one on the node's network says that it has none", async ({ page, demo }) => {
  const { pods } = await demo.get<{ pods: { name: string; namespace: string; phase: string }[] }>(
    `/api/v1/nodes/${NODE}`,
  );
  const networks: { name: string; namespace: string; hostNetwork: boolean }[] = [];
  for (const { name, namespace, phase } of pods) {
    if (phase !== "Running") continue;
    const { network } = await demo.get<{ network: { hostNetwork: boolean } }>(
      `/api/v1/pods/${namespace}/${name}?node=${NODE}`,
    );
    networks.push({ name, namespace, hostNetwork: network.hostNetwork });
  }
  const [own, shared] = [false, true].map((host) => networks.find(({ hostNetwork }) => hostNetwork === host));
  await page.goto(`${demo.url}/pods/${own?.namespace}/${own?.name}?node=${NODE}`);
  const table = page.getByRole("table", { name: "Network interfaces" });
  await expect(table.getByRole("row").filter({ hasText: "eth0" }).getByRole("cell").nth(3)).toHaveText(/iB$/);
  await page.goto(`${demo.url}/pods/${shared?.namespace}/${shared?.name}?node=${NODE}`);
  await expect(page.getByText("It is on the node's network and has no interface of its own")).toBeVisible();
  await expect(table).toHaveCount(0);
});

test("swap by pod and the node's daemons can be saved", async ({ page, harbour }) => {
  const GIB = 1024 ** 3;
  const dinghy = runningPod({ name: "dinghy" });
  await createAgent(harbour.url, "quay-07").report(
    dinghy,
    {
      kind: "nodeStats",
      id: "node",
      swap: { availableBytes: 3 * GIB, usageBytes: GIB },
      systemContainers: [
        { name: "kubelet", cpu: { usageNanoCores: 250_000_000 }, memory: { workingSetBytes: 64 * 1024 ** 2 } },
      ],
    },
    {
      kind: "podStats",
      id: dinghy.id,
      namespace: dinghy.namespace,
      name: dinghy.name,
      swap: { usageBytes: GIB / 2 },
      containers: [],
    },
  );
  const save = async (name: string): Promise<unknown> => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: `Save ${name} as JSON` }).click();
    return JSON.parse(await readFile(await (await download).path(), "utf8"));
  };
  await page.goto(`${harbour.url}/nodes/quay-07?tab=resources`);
  await expect(page.getByRole("region", { name: "Swap" })).toContainText("1 GiB of 4 GiB used");
  await expect(page.getByRole("table", { name: "Pods with memory in swap" })).toContainText("512 MiB");
  expect(await save("swap")).toEqual([{ namespace: "harbour", pod: "dinghy", swapBytes: GIB / 2 }]);
  expect(await save("daemons")).toEqual([{ name: "kubelet", cpuCores: 0.25, memoryBytes: 64 * 1024 ** 2 }]);
});

test("the cgroup tree opens and closes by keys, and shows what the kubelet sets beside what the runtime says", async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.url}/nodes/${NODE}?tab=resources`);
  const { items } = await demo.get<{ items: Cgroup[] }>(`/api/v1/nodes/${NODE}/cgroups`);
  const burstable = items.filter(({ parent }) => parent === "tier/Burstable");
  const pod = burstable.find(({ id }) => items.some(({ parent, present }) => parent === id && present));
  if (!pod?.pod) throw new Error("no Burstable pod that runs");
  const container = items.find(({ parent }) => parent === pod.id);

  await rowOf(page, "kubepods").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(tree(page).locator("[role=row]:focus")).toHaveAttribute("aria-level", "2");

  const row = rowOf(page, pod.pod);
  await row.focus();
  await expect(row).toHaveAttribute("aria-expanded", "false");
  await expect(row).toHaveAttribute("aria-level", "3");
  // Pods come and go here: as many as there are now.
  const missed = async (): Promise<number> => {
    const now = await demo.get<{ items: Cgroup[] }>(`/api/v1/nodes/${NODE}/cgroups`);
    const pods = now.items.filter(({ parent }) => parent === "tier/Burstable");
    return Number(await row.getAttribute("aria-setsize")) - pods.length;
  };
  await expect.poll(missed).toBe(0);
  await page.keyboard.press("Space");
  await expect(row).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowRight");
  const first = tree(page).locator("[role=row]:focus");
  await expect(first).toHaveAttribute("aria-level", "4");
  await expect(first.getByRole("rowheader")).toHaveText(container?.container ?? "");
  await expect(first.getByRole("gridcell").first()).toHaveText(String(container?.asked.cpuShares));
  await expect(first.getByRole("gridcell").nth(4)).toContainText("the same");
  await page.keyboard.press("ArrowLeft");
  await expect(row).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(row).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowLeft");
  await expect(tree(page).locator("[role=row]:focus")).toHaveAttribute("aria-level", "2");
  await page.keyboard.press("Enter");
  await expect(row).toHaveCount(0);
});

test("Enter on a pod's row of the cgroup tree leads to the pod, and Back to the tree", async ({ page, demo }) => {
  const { items } = await demo.get<{ items: Cgroup[] }>(`/api/v1/nodes/${NODE}/cgroups`);
  const pod = items.find(({ kind, present, pod: name }) => kind === "pod" && present && name !== null);
  await page.goto(`${demo.url}/nodes/${NODE}?tab=resources`);
  await rowOf(page, pod?.pod ?? "")
    .first()
    .focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: pod?.pod ?? "" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/pods/[^/]+/${pod?.pod}\\?node=${NODE}$`));
  await page.goBack();
  await expect(tree(page)).toBeVisible();
});

test("its file has every cgroup, both sides apart", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/${NODE}?tab=resources`);
  await expect(tree(page)).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save cgroups as JSON" }).click();
  const rows: Record<string, unknown>[] = JSON.parse(await readFile(await (await download).path(), "utf8"));
  const { items } = await demo.get<{ items: Cgroup[] }>(`/api/v1/nodes/${NODE}/cgroups`);
  expect(rows.map(({ path }) => path)).toEqual(expect.arrayContaining([items[0]?.path, items.at(1)?.path]));
  const container = items.find(({ kind, applied }) => kind === "container" && applied !== null);
  expect(rows.find(({ path }) => path === container?.path)).toMatchObject({
    setShares: container?.asked.cpuShares,
    appliedShares: container?.applied?.cpuShares,
    setMemoryLimitBytes: container?.asked.memoryLimit,
    appliedMemoryLimitBytes: container?.applied?.memoryLimit,
  });
});

test("Windows has no cgroups, and says so", async ({ page, demo }) => {
  await page.goto(`${demo.url}/nodes/win-01?tab=resources`);
  await expect(page.getByText("Windows has no cgroups.")).toBeVisible();
  await expect(tree(page)).toHaveCount(0);
});
