import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startSimulator } from "@bayplan/simulator";
import { chromium, type Page } from "playwright-core";
import { findChromium } from "../../scripts/chromium.ts";
import { clock } from "../clock.ts";
import { quantile, type Figure } from "../figure.ts";
import { startBayplan, startServing, untilReady } from "../processes/startBayplan.ts";
import { quiet } from "../quiet.ts";

const SIZE = { nodes: 1, podsPerNode: 110, containersPerPod: 3 };
const CHANGES = 60;
/** Between two changes, so that none waits for the one before. */
const APART = 400;

/** From a container's exit in the runtime to the page of its node in a browser. */
export async function change(): Promise<Figure[]> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("There is no Chromium to look with: `node scripts/chromium.ts` says what to do.");
  await using started = new AsyncDisposableStack();
  const folder = started.adopt(await mkdtemp(join(tmpdir(), "bp-")), (path) => rm(path, { recursive: true }));
  const simulator = started.adopt(
    await startSimulator({ ...SIZE, clock, log: quiet, seed: 1, scenario: "steady", directory: folder }),
    (one) => one.stop(),
  );
  const kubeconfig = join(folder, "kubeconfig");
  await writeFile(kubeconfig, simulator.kubeconfig());
  const aggregator = started.adopt(await startServing(["serve", "--kubeconfig", kubeconfig]), (one) => one.stop());
  const [node] = simulator.nodes;
  if (!node?.runtimeSocket || !node.podResourcesSocket) throw new Error("The simulated node has no sockets.");
  started.adopt(
    startBayplan(
      "agent",
      ...["--aggregator", aggregator.url, "--node", node.name, "--kubelet-url", node.kubeletUrl],
      ...["--runtime-endpoint", node.runtimeSocket, "--pod-resources-endpoint", node.podResourcesSocket],
    ),
    (one) => one.stop(),
  );
  await untilReady(aggregator.url);

  const browser = started.adopt(
    await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] }),
    (one) => one.close(),
  );
  const page = await browser.newPage();
  await page.goto(`${aggregator.url}/nodes/${node.name}`);

  const pods = [...(simulator.world.kubelets.get(node.name)?.core.pods.values() ?? [])];
  const delays: number[] = [];
  for (const pod of pods.slice(0, CHANGES)) {
    const [container] = pod.slots;
    const { name, namespace = "" } = pod.object.metadata;
    if (!container) throw new Error(`${name} has no container.`);
    await watchForExit(page, namespace, name, container.spec.name);
    const at = Date.now();
    simulator.world.handles.exit(pod, container.spec.name, 1);
    delays.push((await exitSeenAt(page)) - at);
    await pause(APART);
  }
  return [
    { name: `from the runtime to the page, ${delays.length} changes: p50`, value: quantile(delays, 0.5), unit: "ms" },
    { name: "from the runtime to the page: p99", value: quantile(delays, 0.99), unit: "ms", target: 1000 },
  ];
}

interface Watching {
  exitSeenAt?: Promise<number>;
}

/** Shows the pod and waits, in the page, for what its row says of the container's last exit to change. */
async function watchForExit(page: Page, namespace: string, name: string, container: string): Promise<void> {
  await page.getByRole("searchbox").last().fill(name);
  await page.locator(`a[href*="/pods/${namespace}/${name}"]`).first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('[role=cell][data-label="last exit"]').length > 0);
  await page.evaluate((wanted) => {
    const lastExit = (): string => {
      const rows = [...document.querySelectorAll('[role=table] [role=row]:has([data-label="last exit"])')];
      const row = rows.find((one) => one.firstElementChild?.firstChild?.textContent === wanted);
      return row?.querySelector('[data-label="last exit"]')?.textContent ?? "";
    };
    if (lastExit() !== "–") throw new Error(`The page has no running ${wanted}: “${lastExit()}”.`);
    (globalThis as Watching).exitSeenAt = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (lastExit() === "–") return;
        observer.disconnect();
        resolve(Date.now());
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  }, container);
}

const exitSeenAt = (page: Page): Promise<number> =>
  page.evaluate(async () => (await (globalThis as Watching).exitSeenAt) ?? Number.NaN);
