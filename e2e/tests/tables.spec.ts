import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible, expectFits } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/test.ts";

// Rows out of sight are not drawn: on a page this tall all are in sight.
test.use({ viewport: { width: 1440, height: 4_000 }, permissions: ["clipboard-read", "clipboard-write"] });

interface Container {
  name: string;
  restarts: number;
  workingSetBytes: number | null;
  cpuNanoCores: number | null;
  containerId: string | null;
  image: string;
  since: string | null;
  requests: Record<string, number>;
}

interface Pod {
  namespace: string;
  name: string;
  uid: string;
  containers: Container[];
}

type Line = Record<string, string>;

/** CSV after RFC 4180, each line by its heads. */
const readCsv = (text: string): Line[] => {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    lines.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end !== ",") lines.push([]);
  }
  const [heads = [], ...rows] = lines.filter((line) => line.length > 0);
  return rows.map((row) => Object.fromEntries(heads.map((head, index) => [head, row[index] ?? ""])));
};

const save = async (page: Page, table: string, form: "CSV" | "JSON"): Promise<{ name: string; text: string }> => {
  const arrives = page.waitForEvent("download");
  await page.getByRole("button", { name: `Save ${table} as ${form}` }).click();
  const file = await arrives;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
};

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

const table = (page: Page, name: string) => page.getByRole("table", { name, exact: true });

const column = async (page: Page, name: string, index: number): Promise<string[]> => {
  const texts = await table(page, name)
    .locator(`[role=row]:has([role=cell]) > [role=cell]:nth-child(${index})`)
    .allTextContents();
  return texts.map((text) => text.trim());
};

test.describe("files", () => {
  test("a node's containers as CSV are what the API tells, to the byte", async ({ page, still }) => {
    const { pods } = await still.get<{ pods: Pod[] }>("/api/v1/nodes/node-a");
    const told = pods.flatMap((pod) => pod.containers.map((container) => ({ pod, container })));
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter(({ container }) => container.workingSetBytes === null).length).toBeGreaterThan(0);

    await page.goto(`${still.url}/nodes/node-a`);
    await expect(table(page, "Pods and containers")).toBeVisible();
    const { name, text } = await save(page, "containers", "CSV");
    expect(name).toBe("bayplan-node-a-containers-2026-11-21T103840Z.csv");
    const rows = readCsv(text);
    expect(rows).toHaveLength(told.length);
    for (const { pod, container } of told) {
      const row = rows.find((each) => each["Pod UID"] === pod.uid && each.Container === container.name);
      expect(row).toMatchObject({
        Namespace: pod.namespace,
        Pod: pod.name,
        Restarts: String(container.restarts),
        "Memory (bytes)": container.workingSetBytes === null ? "" : String(container.workingSetBytes),
        "Memory asked for (bytes)": String(container.requests.memory ?? ""),
        "CPU (cores)": container.cpuNanoCores === null ? "" : String(container.cpuNanoCores / 1e9),
        "Container id": container.containerId ?? "",
        Image: container.image,
        Since: container.since ?? "",
      });
    }
  });

  test("what the filter leaves out is not in the file; JSON has null for what is not known", async ({
    page,
    still,
  }) => {
    const { pods } = await still.get<{ pods: Pod[] }>("/api/v1/nodes/node-a");
    const oomer = pods.find(({ name }) => name === "oomer");
    await page.goto(`${still.url}/nodes/node-a?q=oomer`);
    await expect(table(page, "Pods and containers").getByRole("link")).toHaveCount(1);
    const { name, text } = await save(page, "containers", "JSON");
    expect(name).toMatch(/\.json$/);
    const rows = JSON.parse(text) as Record<string, unknown>[];
    expect(rows.map(({ pod, container }) => [pod, container])).toEqual(
      oomer?.containers.map((container) => ["oomer", container.name]),
    );
    const [container] = oomer?.containers ?? [];
    expect(rows[0]).toMatchObject({
      uid: oomer?.uid,
      memoryBytes: container?.workingSetBytes,
      memoryLimitBytes: expect.any(Number),
      cpuRequestCores: container?.requests.cpu ?? null,
      devices: null,
    });
  });

  test("the order of a file is the table's", async ({ page, still }) => {
    await page.goto(`${still.url}/nodes/node-a?tab=disk&sort=images.size`);
    await expect(table(page, "Images")).toBeVisible();
    const sizes = readCsv((await save(page, "images", "CSV")).text).map((row) => Number(row["Size (bytes)"]));
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    const { images } = await still.get<{ images: { items: { sizeBytes: number }[] } }>("/api/v1/nodes/node-a/disk");
    expect(sizes).toEqual(images.items.map(({ sizeBytes }) => sizeBytes).toSorted((a, b) => a - b));
  });

  test("a signal's order names its pods, their bytes and the signal in the file's name", async ({ page, still }) => {
    interface Row {
      uid: string;
      usage: number | null;
      excess: number | null;
    }
    const { order } = await still.get<{ order: Record<string, Row[]> }>("/api/v1/nodes/node-a/eviction");
    const told = order["memory.available"] ?? [];
    expect(told.length).toBeGreaterThan(5);
    await page.goto(`${still.url}/nodes/node-a?tab=eviction&signal=memory.available`);
    await expect(table(page, "Eviction order for memory.available")).toBeVisible();
    const { name, text } = await save(page, "order-memory.available", "CSV");
    expect(name).toBe("bayplan-node-a-order-memory.available-2026-11-21T103840Z.csv");
    expect(readCsv(text).map((row) => [row.UID, row.Uses, row.Above, row.Unit])).toEqual(
      told.map(({ uid, usage, excess }) => [uid, String(usage ?? ""), String(excess ?? ""), "bytes"]),
    );
  });

  for (const [path, names] of [
    ["/", ["nodes"]],
    ["/?view=table", ["nodes"]],
    ["/devices", ["devices", "free-devices"]],
    ["/evictions", ["evictions"]],
    ["/fit?cpu=100m", ["fit"]],
    ["/nodes/node-a", ["transitions", "containers"]],
    ["/nodes/node-a?tab=eviction", ["signals", "order-memory.available"]],
    ["/nodes/node-a?tab=resources", ["resources"]],
    ["/nodes/node-a?tab=disk", ["file-systems", "disk", "images"]],
    ["/nodes/node-a?tab=runtime", ["conditions"]],
    ["/nodes/node-a?tab=kubelet", ["kubelet"]],
    ["/nodes/node-a?tab=sources", ["sources"]],
    ["/pods/team-a/web-burstable", ["transitions", "steps", "containers", "volumes"]],
  ] as const) {
    test(`${path} saves ${names.join(", ")}`, async ({ page, still }) => {
      await page.goto(`${still.url}${path}`);
      for (const name of names) {
        for (const form of ["CSV", "JSON"]) {
          await expect(page.getByRole("button", { name: `Save ${name} as ${form}`, exact: true })).toBeVisible();
        }
      }
    });
  }
});

test.describe("the address", () => {
  test("keeps the order of a table; the way back undoes it, the way forward brings it again", async ({
    page,
    still,
  }) => {
    await page.goto(`${still.url}/nodes/node-a`);
    const grouped = page.getByRole("rowheader", { name: /^Burstable \d+ pods?/ });
    await expect(grouped).toBeVisible();
    const restarts = () => table(page, "Pods and containers").getByRole("columnheader", { name: "Restarts" });
    await restarts().getByRole("button").click();
    await expect(page).toHaveURL(/[?&]sort=containers\.-restarts(&|$)/);
    await expect(restarts()).toHaveAttribute("aria-sort", "descending");
    await expect(grouped).toHaveCount(0);
    const shown = (await column(page, "Pods and containers", 4)).map(Number);
    expect(shown[0]).toBeGreaterThan(0);
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));

    await restarts().getByRole("button").click();
    await expect(page).toHaveURL(/[?&]sort=containers\.restarts(&|$)/);
    await page.goBack();
    await expect(restarts()).toHaveAttribute("aria-sort", "descending");
    await page.goBack();
    await expect(grouped).toBeVisible();
    await page.goForward();
    await expect(restarts()).toHaveAttribute("aria-sort", "descending");
    await page.reload();
    await expect.poll(async () => (await column(page, "Pods and containers", 4)).map(Number)).toEqual(shown);
  });

  test("keeps the orders of two tables of one page", async ({ page, still }) => {
    await page.goto(`${still.url}/nodes/node-a?tab=disk`);
    await table(page, "Images").getByRole("button", { name: "Image", exact: true }).click();
    await table(page, "Who fills it").getByRole("button", { name: "Takes", exact: true }).click();
    await expect(page).toHaveURL(/sort=images\.image(\+|%20)disk\.-used/);
    for (const [name, head, sort] of [
      ["Images", "Image", "ascending"],
      ["Who fills it", "Takes", "descending"],
    ] as const)
      await expect(table(page, name).getByRole("columnheader", { name: head })).toHaveAttribute("aria-sort", sort);
  });

  test("keeps the filters of events, and where they leave nothing they can be taken away", async ({ page, demo }) => {
    const told = async (): Promise<string[]> => {
      const { items } = await demo.get<{ items: { reason: string }[] }>("/api/v1/nodes/batch-02/events");
      return items.map(({ reason }) => reason);
    };
    await expect.poll(told, { timeout: 90_000 }).toContain("BackOff");
    await page.goto(`${demo.url}/nodes/batch-02?tab=events`);
    const events = table(page, "Events");
    await expect(events).toBeVisible();
    await page.getByRole("combobox", { name: "type" }).selectOption("Warning");
    await expect(page).toHaveURL(/[?&]type=Warning/);
    await expect(events.getByRole("cell", { name: "Normal", exact: true })).toHaveCount(0);
    await expect(events.getByRole("cell", { name: "Warning", exact: true }).first()).toBeVisible();
    await page.getByRole("searchbox", { name: "reason, object or message" }).fill("back-off");
    await expect(page).toHaveURL(/[?&]event=back-off/);
    const reasons = await column(page, "Events", 1);
    expect(new Set(reasons)).toEqual(new Set(["BackOff"]));
    const { text } = await save(page, "events", "CSV");
    expect(new Set(readCsv(text).map((row) => row.Type))).toEqual(new Set(["Warning"]));

    await page.goBack();
    await expect(page.getByRole("combobox", { name: "type" })).toHaveValue("");
    await page.goForward();
    await expect(page.getByRole("searchbox", { name: "reason, object or message" })).toHaveValue("back-off");
    await page.getByRole("searchbox", { name: "reason, object or message" }).fill("no such words");
    await expect(page.getByText(/^None of \d+ events? passes these filters\.$/)).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(page).toHaveURL(/\?tab=events$/);
    await expect(events).toBeVisible();
  });

  test("keeps the filters of the kubelet's settings", async ({ page, still }) => {
    interface Setting {
      name: string;
      differs: boolean;
    }
    const { settings } = await still.get<{ settings: Setting[] }>("/api/v1/nodes/node-a/kubelet");
    const differing = settings.filter(({ differs }) => differs).map(({ name }) => name);
    expect(differing.length).toBeGreaterThan(0);
    expect(differing.length).toBeLessThan(settings.length);
    await page.goto(`${still.url}/nodes/node-a?tab=kubelet`);
    await page.getByRole("radiogroup", { name: "Which settings" }).getByText("Differs").click();
    await expect(page).toHaveURL(/[?&]differs=only/);
    // A setting of several parts has a row for each.
    const shown = async (): Promise<(string | undefined)[]> => [
      ...new Set((await column(page, "Kubelet settings", 1)).map((name) => name.split(".")[0])),
    ];
    await expect.poll(shown).toEqual(differing);
    await page.goto(`${still.url}/nodes/node-a?tab=kubelet&setting=evictionHard`);
    await expect.poll(shown).toEqual(["evictionHard"]);
    await expect(table(page, "Kubelet settings").getByText("evictionHard.memory.available")).toBeVisible();
  });

  for (const path of [
    "/?sort=nonsense&order=-nonsense&view=nonsense",
    "/devices?sort=devices.-nonsense&view=table&state=nonsense",
    "/fit?cpu=100m&sort=..",
    "/nodes/node-a?tab=nonsense&sort=containers.-nonsense&type=nonsense&span=-1&until=never",
  ]) {
    test(`ignores what it does not know: ${path}`, async ({ page, still }) => {
      const errors: string[] = [];
      page.on("pageerror", ({ message }) => errors.push(message));
      await page.goto(`${still.url}${path}`);
      await expect(page.getByText("node-a").first()).toBeVisible();
      if (path.startsWith("/nodes"))
        await expect(page.getByRole("tab", { name: "Containers" })).toHaveAttribute("aria-selected", "true");
      await expect(page.locator("[aria-sort=ascending], [aria-sort=descending]")).toHaveCount(
        path.includes("view=nonsense") || !path.startsWith("/?") ? 0 : 1,
      );
      expect(errors).toEqual([]);
    });
  }
});

test.describe("on a narrow screen", () => {
  test.use({ viewport: { width: 390, height: 6_000 } });

  test("where a table has no heads to press, fields sort it: by which column, and which way", async ({
    page,
    still,
  }) => {
    const { images } = await still.get<{ images: { items: { id: string; tags: string[]; sizeBytes: number }[] } }>(
      "/api/v1/nodes/node-a/disk",
    );
    const named = (compare: (a: number, b: number) => number): string[] =>
      images.items.toSorted((a, b) => compare(a.sizeBytes, b.sizeBytes)).map(({ tags, id }) => tags[0] ?? id);
    await page.goto(`${still.url}/nodes/node-a?tab=disk`);
    const panel = page.getByRole("region", { name: "Images" });
    const shown = (): Promise<string[]> =>
      panel
        .getByRole("cell")
        .getByRole("button", { name: /^Copy the image/ })
        .evaluateAll((buttons) =>
          buttons.map((button) => button.getAttribute("aria-label")?.replace("Copy the image ", "") ?? ""),
        );
    await expect(panel.getByRole("columnheader")).toHaveCount(0);
    const by = panel.getByRole("combobox", { name: "Sort Images by" });
    const direction = panel.getByRole("button", { name: /ending: sort/ });
    await expect(direction).toHaveCount(0);

    await by.selectOption("Size");
    await expect(page).toHaveURL(/[?&]sort=images\.-size(&|$)/);
    await expect(direction).toHaveAccessibleName("Descending: sort ascending");
    await expect.poll(shown).toEqual(named((a, b) => b - a));
    await direction.click();
    await expect(page).toHaveURL(/[?&]sort=images\.size(&|$)/);
    await expect.poll(shown).toEqual(named((a, b) => a - b));
    await by.selectOption("as listed");
    await expect(page).not.toHaveURL(/sort=/);
    await expectAccessible(page);
    await expectFits(page);
  });

  test("a node's containers leave their tiers for one column, and come back", async ({ page, still }) => {
    await page.goto(`${still.url}/nodes/node-a`);
    const tier = page.getByRole("rowheader", { name: /^Burstable \d+ pods?/ });
    await expect(tier).toBeVisible();
    const by = page.getByRole("combobox", { name: "Sort Pods and containers by" });
    await by.selectOption("Restarts");
    await expect(tier).toHaveCount(0);
    const restarts = (await column(page, "Pods and containers", 4)).map(Number);
    expect(restarts[0]).toBeGreaterThan(0);
    expect(restarts).toEqual(restarts.toSorted((a, b) => b - a));
    await by.selectOption("tier");
    await expect(tier).toBeVisible();
  });

  test("on a wide one the heads do it alone", async ({ page, still }) => {
    await page.setViewportSize({ width: 1440, height: 4_000 });
    await page.goto(`${still.url}/nodes/node-a?tab=disk`);
    await expect(table(page, "Images")).toBeVisible();
    await expect(page.getByRole("combobox", { name: /^Sort / })).toHaveCount(0);
  });
});

test.describe("copies", () => {
  test("of a node's commands", async ({ page, still }) => {
    await page.goto(`${still.url}/nodes/node-a`);
    await page.getByRole("button", { name: "Commands for node-a" }).click();
    await page.getByRole("button", { name: "Copy kubectl get pods" }).click();
    expect(await copied(page)).toBe("kubectl get pods -A -o wide --field-selector spec.nodeName=node-a");
  });

  test("of a container's commands, by keyboard", async ({ page, still }) => {
    const { pods } = await still.get<{ pods: Pod[] }>("/api/v1/nodes/node-a");
    const pod = pods.find(({ name }) => name === "oomer");
    const container = pod?.containers[0];
    if (!pod || !container?.containerId) throw new Error("The recording has no container of oomer.");
    await page.goto(`${still.url}/nodes/node-a?q=oomer`);
    const menu = page.getByRole("button", { name: `Commands for ${container.name}`, exact: true });
    await menu.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await expect(
      page.getByRole("button", { name: `Copy kubectl logs -n ${pod.namespace} oomer -c` }).first(),
    ).toBeFocused();
    await page.keyboard.press("Enter");
    await expect.poll(() => copied(page)).toBe(`kubectl logs -n ${pod.namespace} oomer -c ${container.name}`);
    await page.getByRole("button", { name: "Copy crictl inspect" }).click();
    await expect.poll(() => copied(page)).toBe(`crictl inspect ${container.containerId.replace(/^\w+:\/\//, "")}`);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Copy crictl inspect" })).toBeHidden();
    await expect(menu).toBeFocused();
  });

  test("of an image, whole, not as it is shown", async ({ page, still }) => {
    const { images } = await still.get<{ images: { items: { id: string; tags: string[]; sizeBytes: number }[] } }>(
      "/api/v1/nodes/node-a/disk",
    );
    const largest = images.items.toSorted((a, b) => b.sizeBytes - a.sizeBytes)[0];
    if (!largest) throw new Error("The recording has no image.");
    await page.goto(`${still.url}/nodes/node-a?tab=disk&sort=images.-size`);
    const row = table(page, "Images").getByRole("row").nth(1);
    await row.hover();
    await row.getByRole("button", { name: /^Copy the image/ }).click();
    await expect.poll(() => copied(page)).toBe(largest.tags[0] ?? largest.id);
    await row.getByRole("button", { name: "Commands" }).click();
    await row.getByRole("button", { name: "Copy crictl inspecti" }).click();
    await expect.poll(() => copied(page)).toBe(`crictl inspecti ${largest.id}`);
  });
});

test.describe("long tables", () => {
  test.use({ viewport: { width: 1440, height: 800 } });

  test("go from row to row by keys, through rows that were never drawn, under heads that stay", async ({
    page,
    still,
  }) => {
    await page.goto(`${still.url}/nodes/node-a?tab=kubelet`);
    const settings = table(page, "Kubelet settings");
    const rows = Number(await settings.getAttribute("aria-rowcount"));
    expect(rows).toBeGreaterThan(60);
    await settings.getByRole("row").nth(1).focus();
    const focused = settings.locator("[role=row]:focus");
    await page.keyboard.press("ArrowDown");
    await expect(focused).toHaveAttribute("aria-rowindex", "3");
    await page.keyboard.press("End");
    await expect(focused).toHaveAttribute("aria-rowindex", String(rows));
    await expect(focused).toBeInViewport({ ratio: 1 });
    await expect(settings.getByRole("columnheader", { name: "Setting" })).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Tab");
    await expect(settings.locator("button:focus")).toHaveAccessibleName(/^Copy the setting/);
    await page.keyboard.press("Home");
    await expect(focused).toHaveAttribute("aria-rowindex", "2");
  });
});
