import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { openBrowser, openPage } from "../browser/openBrowser.ts";
import { quantile, type Figure } from "../figure.ts";
import { startNode } from "../processes/startNode.ts";

const SIZE = { podsPerNode: 110, containersPerPod: 3 };
const CHANGES = 60;
/** Between two changes, so that none waits for the one before. */
const APART = 400;

/** From a container's exit in the runtime to the page of its node in a browser. */
export async function change(): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const { simulator, node, url } = await startNode(started, SIZE);
  const browser = started.adopt(await openBrowser(), (one) => one.close());
  const page = await openPage(browser);
  await page.goto(`${url}/nodes/${node.name}`);

  const pods = [...(simulator.world.kubelets.get(node.name)?.core.pods.values() ?? [])];
  const fromRuntime: number[] = [];
  const fromKubelet: number[] = [];
  for (const pod of pods.slice(0, CHANGES)) {
    const [container] = pod.slots;
    const { name, namespace = "" } = pod.object.metadata;
    if (!container) throw new Error(`${name} has no container.`);
    await watchForExit(page, namespace, name, container.spec.name);
    const at = Date.now();
    simulator.world.handles.exit(pod, container.spec.name, 1);
    const seen = await exitSeen(page);
    fromRuntime.push(seen.runtime - at);
    fromKubelet.push(seen.kubelet - at);
    await pause(APART);
  }
  return [
    {
      name: `a change at the CRI to the browser, ${CHANGES} times: p50`,
      value: quantile(fromRuntime, 0.5),
      unit: "ms",
    },
    { name: "a change at the CRI to the browser: p99", value: quantile(fromRuntime, 0.99), unit: "ms", target: 1000 },
    { name: "until the kubelet's word of it is there too: p50", value: quantile(fromKubelet, 0.5), unit: "ms" },
    { name: "until the kubelet's word of it is there too: p99", value: quantile(fromKubelet, 0.99), unit: "ms" },
  ];
}

interface Seen {
  /** What the runtime said: the row's state, or the remark beside it. */
  runtime: number;
  /** What the kubelet made of it: the row's last exit. */
  kubelet: number;
}

interface Watching {
  exitSeen?: Promise<Seen>;
}

/** Shows the pod, and has the page note when the container's row changes. */
async function watchForExit(page: Page, namespace: string, name: string, container: string): Promise<void> {
  await page.getByRole("searchbox").last().fill(name);
  await page.locator(`[role=table] a[href*="/pods/${namespace}/${name}"]`).first().waitFor();
  await page.evaluate((wanted) => {
    const cells = '[role=table] [role=row]:has([data-label="last exit"])';
    const look = (): { exited: boolean; told: boolean } => {
      const row = [...document.querySelectorAll(cells)].find(
        (one) => one.firstElementChild?.firstChild?.textContent === wanted,
      );
      const told = row?.querySelector('[data-label="last exit"]')?.textContent !== "–";
      const state = row?.querySelector("[role=cell]:nth-child(2)");
      const runs = state?.textContent.startsWith("running ·") && !state.querySelector('[title*="The runtime says"]');
      return { exited: told || !runs, told };
    };
    if (look().exited) throw new Error(`The page has no running ${wanted}.`);
    (globalThis as Watching).exitSeen = new Promise((resolve) => {
      let runtime: number | null = null;
      const observer = new MutationObserver(() => {
        const { exited, told } = look();
        const now = Date.now();
        if (exited) runtime ??= now;
        if (!told || runtime === null) return;
        observer.disconnect();
        resolve({ runtime, kubelet: now });
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  }, container);
}

async function exitSeen(page: Page): Promise<Seen> {
  const seen = await page.evaluate(() => (globalThis as Watching).exitSeen);
  if (!seen) throw new Error("The page was loaded anew while it was watched.");
  return seen;
}
