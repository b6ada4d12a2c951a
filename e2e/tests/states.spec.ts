import type { Locator, Page, WebSocketRoute } from "@playwright/test";
import { expectAccessible } from "../fixtures/axe.ts";
import { createAgent, runningPod } from "../fixtures/agent.ts";
import { nodeObject, startApiServer } from "../fixtures/apiServer.ts";
import { startBayplan, type Bayplan } from "../fixtures/bayplan.ts";
import { expect, SILENT_NODE, test } from "../fixtures/test.ts";

/** Keeps back what the server says on its socket, as a slow one would, until the answer is let go. */
const holdAnswers = async (page: Page): Promise<{ release(): void }> => {
  let held: { socket: WebSocketRoute; message: string | Buffer }[] | null = [];
  await page.routeWebSocket(/\/trpc/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (held) held.push({ socket, message });
      else socket.send(message);
    });
  });
  return {
    release() {
      for (const { socket, message } of held ?? []) socket.send(message);
      held = null;
    },
  };
};

/** Lets answers pass until they are held. */
const holdLater = async (page: Page): Promise<{ hold(): void; release(): void }> => {
  const held: (() => void)[] = [];
  let holding = false;
  await page.routeWebSocket(/\/trpc/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (holding) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  return {
    hold() {
      holding = true;
    },
    release() {
      holding = false;
      for (const send of held.splice(0)) send();
    },
  };
};

test("an answer of before is not told as that of what is asked now", async ({ page, demo }) => {
  const answers = await holdLater(page);
  await page.goto(`${demo.url}/fit?cpu=100m`);
  const panel = page.getByRole("region", { name: /^Fits on \d+ of \d+ nodes$/ });
  await expect(panel).toContainText("asked at");
  const save = page.getByRole("button", { name: "Save fit as CSV" });
  await expect(save).toBeEnabled();

  answers.hold();
  await page.getByRole("textbox", { name: "CPU" }).fill("900");
  await expect(page.getByRole("region", { name: "Asking …" })).toBeVisible();
  await expect(page.getByText(/^asked at/)).toHaveCount(0);
  await expect(save).toBeDisabled();

  answers.release();
  await expect(page.getByRole("region", { name: /^Fits on 0 of / })).toContainText("asked at");
  await expect(save).toBeEnabled();
});

/** Sums what the browser calls layout shifts: 0 where nothing moved, below 0.1 what it calls good. */
const watchShifts = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    Object.assign(window, { shifts: [] as unknown[] });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
      })[]) {
        const moved = entry.sources.map(({ node, previousRect, currentRect }) => {
          const element = node instanceof Element ? node : node?.parentElement;
          return `${element?.outerHTML.slice(0, 90)} ${previousRect.y} to ${currentRect.y}`;
        });
        (window as unknown as { shifts: unknown[] }).shifts.push({ value: entry.value, moved });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
};

interface Shift {
  value: number;
  moved: string[];
}
const shiftsOf = (page: Page): Promise<Shift[]> =>
  page.evaluate(
    () =>
      new Promise<Shift[]>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve((window as unknown as { shifts: Shift[] }).shifts)),
        ),
      ),
  );

const region = (name: string | RegExp) => (page: Page) => page.getByRole("region", { name });
const firstLink = (page: Page): Locator => page.getByRole("main").getByRole("link").first();
const skeletons = (page: Page): Locator => page.locator("[class*=skeleton]");

test.describe("while the answer is on its way", () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  for (const [path, shows] of [
    ["/", (page: Page) => page.getByRole("main").getByRole("listitem").getByRole("link").first()],
    ["/?view=table", (page: Page) => page.getByRole("table", { name: "Nodes" }).getByRole("row").nth(1)],
    ["/nodes/web-01", (page: Page) => page.getByRole("application")],
    ["/nodes/gpu-a100-01?tab=devices", region("Devices by NUMA node")],
    ["/nodes/web-01?tab=eviction", region("The whole order")],
    ["/nodes/web-01?tab=resources", region("Cgroups")],
    ["/nodes/web-01?tab=disk", region("Who fills it")],
    ["/nodes/web-01?tab=kubelet", (page: Page) => page.getByRole("table", { name: "Kubelet settings" })],
    ["/nodes/web-01?tab=events", region("Events")],
    ["/pods/data/kafka-0?node=data-02", region("Containers")],
    ["/devices", region("gpu-a100-01")],
    ["/evictions", (page: Page) => page.getByRole("article").first()],
    ["/fit?cpu=100m", (page: Page) => page.getByRole("table").first()],
  ] as const) {
    test(`${path} holds its places, and nothing jumps when it comes`, async ({ page, demo }) => {
      await watchShifts(page);
      const answers = await holdAnswers(page);
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.goto(`${demo.url}${path}`);
      await expect(skeletons(page).first()).toBeVisible();
      await expect(shows(page)).toHaveCount(0);
      await expectAccessible(page, `${path} on its way`);

      answers.release();
      await expect(shows(page)).toBeVisible();
      await expect(skeletons(page)).toHaveCount(0);
      const shifts = await shiftsOf(page);
      const total = shifts.reduce((sum, { value }) => sum + value, 0);
      expect(total, JSON.stringify(shifts, null, 1)).toBeLessThan(0.1);
    });
  }

  test("the skeletons breathe, unless less motion is asked for", async ({ page, demo }) => {
    await holdAnswers(page);
    const running = (): Promise<number> =>
      page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length);
    await page.goto(demo.url);
    await expect(skeletons(page).first()).toBeVisible();
    expect(await running()).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expect.poll(running).toBe(0);
  });
});

test("an agent that fell silent: when the node was last seen, and where to look", async ({ page, harbour }) => {
  await page.goto(`${harbour.url}/nodes/${SILENT_NODE}`);
  await expect(firstLink(page)).toBeVisible();
  const plan = page.getByRole("region", { name: "Bay plan" });
  // It is given the time of three heartbeats.
  await expect(plan.getByText(/^Last seen \d\d:\d\d/)).toBeVisible({ timeout: 90_000 });
  await expect(plan).toContainText("What lay here then is not drawn: it may have changed.");
  await expect(plan).toContainText("See whether the agent's pod runs on this node and reaches this server.");
  await expect(plan.getByRole("group", { name: /^Bay plan of/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Sources", exact: true }).click();
  await expect(page.getByText("The agent has stopped reporting.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("See whether its pod runs on this node and reaches this server.");

  await page.goto(`${harbour.url}/?source=stale`);
  await expect(page.getByRole("link", { name: new RegExp(`^${SILENT_NODE}`) })).toContainText(/last seen \d\d:\d\d/i);
});

const GRANT = /The kubelet refuses \/configz \(403\): grant get on nodes\/configz/;
const NO_AGENT = /run `?bayplan agent --aggregator URL`? on it|Only the node's agent reads|none reports for this node/;

/** What each tab says where a source does not answer: which state it is, and what to do. */
for (const [state, path, ...said] of [
  ["denied", "/nodes/old-01?tab=kubelet", "The kubelet's settings are not known.", GRANT],
  ["denied", "/nodes/old-01?tab=eviction", "The thresholds are not known.", GRANT],
  ["denied", "/nodes/old-01", "The kubelet's settings are denied, so its thresholds are not known."],
  ["unsupported", "/nodes/win-01?tab=devices", "The podresources socket is unsupported."],
  ["unsupported", "/nodes/win-01?tab=resources", "Windows has no cgroups."],
  [
    "unsupported",
    "/nodes/win-01?tab=resources",
    "This node does not measure it.",
    "It takes cgroup v2 and a kubelet of",
  ],
  ["unsupported", "/nodes/win-01?tab=disk", "The runtime does not tell its images: the Sources tab says why."],
  [
    "unsupported",
    "/nodes/win-01?tab=runtime",
    "The runtime's socket is unsupported.",
    "no container runtime that can be asked",
  ],
  ["unreachable", "/nodes/batch-03?tab=devices", "bayplan agent --aggregator"],
  ["unreachable", "/nodes/batch-03?tab=kubelet", "The kubelet's settings are not known.", NO_AGENT],
  ["unreachable", "/nodes/batch-03?tab=eviction", "The thresholds are not known.", NO_AGENT],
  ["unreachable", "/nodes/batch-03?tab=resources", "What the runtime applied is not known now.", NO_AGENT],
  ["unreachable", "/nodes/batch-03?tab=disk", "The runtime does not tell its images: the Sources tab says why."],
  ["unreachable", "/nodes/batch-03?tab=runtime", "The runtime's socket is unreachable.", "bayplan agent --aggregator"],
] as const) {
  test(`${state}: ${path} says ${String(said[0]).slice(0, 40)}`, async ({ page, demo }) => {
    await page.goto(`${demo.url}${path}`);
    // Of the tab itself, where one is chosen: what stands above it says its own.
    for (const words of said) await expect(page.getByRole("main")).toContainText(words);
  });
}

test.describe("the API server", () => {
  const serving = async (kubeconfig: string, path: string): Promise<Bayplan> => {
    const { mkdir, writeFile } = await import("node:fs/promises");
    await mkdir(test.info().outputDir, { recursive: true });
    const file = test.info().outputPath(path);
    await writeFile(file, kubeconfig);
    return await startBayplan("serve", "--kubeconfig", file);
  };

  test("that cannot be reached is named on every page that needs it", async ({ page }) => {
    const gone = await startApiServer({ nodes: [], events: [] });
    await gone.stop();
    const bayplan = await serving(gone.kubeconfig, "gone");
    await page.goto(bayplan.url);
    await expect(page.getByText(/^The API server is unreachable for list \/api\/v1\/nodes\.$/)).toBeVisible();
    await expect(page.getByRole("main")).toContainText(/ECONNREFUSED.*check the kubeconfig's address and the network/);
    await expect(page.getByText("There are no nodes here.")).toHaveCount(0);
    await expectAccessible(page);
    await bayplan.stop();
  });

  test("that refuses the nodes: which right is missing, what is not shown and what to do", async ({ page }) => {
    const closed = await startApiServer({ nodes: [], events: [], refused: ["/api/v1/nodes"] });
    const bayplan = await serving(closed.kubeconfig, "closed");
    await page.goto(bayplan.url);
    const main = page.getByRole("main");
    await expect(main).toContainText("The API server is denied for list /api/v1/nodes.");
    await expect(main).toContainText('nodes is forbidden: User "pilot" cannot list resource "nodes"');
    await expect(main).toContainText(
      "Only nodes whose agents report are shown, without conditions, capacity and labels.",
    );
    await expect(main).toContainText(
      'A ClusterRole grants it with {apiGroups: [""], resources: [nodes], verbs: [list, watch]}.',
    );
    // Not as if the cluster were empty.
    await expect(page.getByText("There are no nodes here.")).toHaveCount(0);
    await expectAccessible(page);

    await createAgent(bayplan.url, "quay-02").report(runningPod({ name: "dinghy" }));
    await page.getByRole("link", { name: /^quay-02/ }).click();
    await expect(page.getByRole("list", { name: "Sources" })).toContainText("API denied");
    await expect(page.getByRole("region", { name: "Needs attention" })).toContainText("API denied");
    await bayplan.stop();
    await closed.stop();
  });

  test("that refuses what a single thing needs: the rest is whole, and that thing says which right it takes", async ({
    page,
  }) => {
    const handle = "kubernetes.io/csi/disk.csi.example.com^vol-1";
    const served = await startApiServer({
      nodes: [nodeObject("quay-01", {}, { volumesAttached: [{ name: handle, devicePath: "" }] })],
      events: [],
      refused: ["/api/v1/persistentvolumes", "/apis/resource.k8s.io/v1/resourceslices"],
    });
    const bayplan = await serving(served.kubeconfig, "partly-closed");
    const agent = createAgent(bayplan.url, "quay-01");
    await agent.report(runningPod({ name: "dinghy", claim: "cargo" }));

    await page.goto(`${bayplan.url}/nodes/quay-01?tab=disk`);
    await expect(page.getByRole("list", { name: "Sources" })).toContainText(
      /API [^,]+, without (volumes and claimed devices|claimed devices and volumes): denied/,
    );
    await expect(page.getByText("API denied")).toHaveCount(0);
    const attached = page.getByRole("region", { name: "Attached volumes" });
    await expect(attached).toContainText("Whose these volumes are is not known.");
    await expect(attached).toContainText('{apiGroups: [""], resources: [persistentvolumes], verbs: [list, watch]}');
    await expectAccessible(page);

    await page.goto(`${bayplan.url}/nodes/quay-01?tab=devices`);
    await expect(page.getByRole("main")).toContainText(
      "Which devices can be claimed, or by whom they are, is not known.",
    );
    await expect(page.getByRole("main")).toContainText(
      "{apiGroups: [resource.k8s.io], resources: [resourceslices], verbs: [list, watch]}",
    );

    await page.goto(`${bayplan.url}/nodes/quay-01?tab=sources`);
    const row = page.getByRole("row").filter({ hasText: "persistentvolumes" });
    await expect(row).toContainText("optional: only for volumes");
    await expect(row).toContainText("nothing else needs it");
    await expectAccessible(page);
    await bayplan.stop();
    await served.stop();
  });

  test("over plain HTTP that the kubeconfig does not call for: what to change in it", async ({ page }) => {
    const plain = await startApiServer({ nodes: [], events: [] });
    const bayplan = await serving(
      plain.kubeconfig.replace('"insecure-skip-tls-verify":true', '"insecure-skip-tls-verify":false'),
      "plain",
    );
    await page.goto(bayplan.url);
    await expect(page.getByRole("main")).toContainText(
      /The kubeconfig's server is http:\/\/127\.0\.0\.1:\d+, plain HTTP.* insecure-skip-tls-verify: true/,
    );
    await expect(page.getByRole("main")).not.toContainText("check the kubeconfig's address and the network");
    await bayplan.stop();
    await plain.stop();
  });

  test("that has nothing yet: each page says so, and what to start", async ({ page }) => {
    const empty = await startApiServer({ nodes: [], events: [] });
    const bayplan = await serving(empty.kubeconfig, "empty");
    for (const [path, words] of [
      [
        "/",
        /There are no nodes here\. ?The API server lists none in harbour, and no agent reports\. Start one with bayplan agent --aggregator/,
      ],
      ["/devices", "No node has a device."],
      ["/evictions", /evict/],
      ["/fit?cpu=100m", /node/],
    ] as const) {
      await page.goto(`${bayplan.url}${path}`);
      await expect(page.getByRole("main"), path).toContainText(words);
      await expectAccessible(page, path);
    }
    await bayplan.stop();
    await empty.stop();
  });
});
