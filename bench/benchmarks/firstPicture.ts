import type { Browser } from "playwright-core";
import { openBrowser, openVisit } from "../browser/openBrowser.ts";
import { quantile, type Figure } from "../figure.ts";
import { startServing, untilReady } from "../processes/startBayplan.ts";
import { startFleetServer } from "../processes/startFleetServer.ts";

const TIMES = 9;
const MANY = { nodes: 5000, spread: 10_000 };
const TARGET = 1000;

/** Hulls with cargo in them. */
const FLEET = "main [role=list] path[data-stroke]";
const NODE = "main [role=group] a[data-key]";

/** From the last byte of the server's answer to a painted hull, nothing cached. */
export async function firstPicture(): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const browser = started.adopt(await openBrowser(), (one) => one.close());
  const small = await startServing(["demo"]);
  const first = started.adopt(small, (one) => one.stop());
  await untilReady(first.url);
  const { items } = (await (await fetch(`${first.url}/api/v1/nodes`)).json()) as { items: unknown[] };
  const demoFleet = await times(browser, first.url, FLEET);
  const demoNode = await times(browser, `${first.url}/nodes/web-02`, NODE);
  await small.stop();
  const large = started.adopt(await startFleetServer(MANY), (one) => one.stop());
  const manyFleet = await times(browser, large.url, FLEET);
  const manyNode = await times(browser, `${large.url}/nodes/web-02`, NODE);
  return [
    ...figuresOf(`fleet of ${items.length} nodes`, demoFleet),
    ...figuresOf("node of 110 pods", demoNode),
    ...figuresOf(`fleet of ${MANY.nodes} nodes`, manyFleet),
    ...figuresOf(`node of 110 pods, one of ${MANY.nodes}`, manyNode),
  ];
}

interface Watching {
  painted?: Promise<number>;
}

async function times(browser: Browser, url: string, selector: string): Promise<number[]> {
  const found: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const context = await openVisit(browser);
    await context.addInitScript((wanted) => {
      (globalThis as Watching).painted = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (!document.querySelector(wanted)) return;
          observer.disconnect();
          // What is in the document by the next frame is painted when the task after it runs.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
        });
        observer.observe(document, { subtree: true, childList: true });
      });
    }, selector);
    const page = await context.newPage();
    await page.goto(url, { waitUntil: "commit" });
    const milliseconds = await page.evaluate(async () => {
      const painted = (await (globalThis as Watching).painted) ?? Number.NaN;
      const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return painted - (navigation?.responseEnd ?? Number.NaN);
    });
    found.push(milliseconds);
    await context.close();
  }
  return found;
}

const figuresOf = (what: string, found: readonly number[]): Figure[] => [
  {
    name: `first useful picture, ${what}, ${found.length} times: p50`,
    value: quantile(found, 0.5),
    unit: "ms",
    target: TARGET,
  },
  { name: `first useful picture, ${what}: the longest`, value: Math.max(...found), unit: "ms" },
];
