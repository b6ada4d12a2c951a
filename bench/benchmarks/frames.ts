import type { Simulator } from "@bayplan/simulator";
import type { Browser, Page } from "playwright-core";
import { openBrowser, openPage } from "../browser/openBrowser.ts";
import { scrollDown } from "../browser/scroll.ts";
import { traceFrames, type Frame } from "../browser/traceFrames.ts";
import { quantile, type Figure } from "../figure.ts";
import { startFleetServer } from "../processes/startFleetServer.ts";
import { startNode } from "../processes/startNode.ts";

const FLEET = { nodes: 5000, spread: 10_000 };
const NODE = { podsPerNode: 500, containersPerPod: 2 };
/** A container of the full node ends this often. Milliseconds. */
const EXIT_EVERY = 500;
const MIDDLE = { x: 720, y: 450 };
const TARGET = 8;
/** Frames that are scrolled at most: a trace of more is longer than a string may be. */
const MOST = 600;

/** The main thread's work a frame, while what can be long is scrolled and changes go on. */
export async function frames(): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const browser = started.adopt(await openBrowser(), (one) => one.close());
  return [...(await fleetFrames(browser)), ...(await nodeFrames(browser))];
}

async function fleetFrames(browser: Browser): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const server = started.adopt(await startFleetServer(FLEET), (one) => one.stop());
  const page = started.adopt(await openPage(browser), (one) => one.close());
  await page.goto(server.url);
  await page.locator('main a[href*="/nodes/"]').first().waitFor();
  const cards = await traceFrames(page, () => scrollDown(page, MIDDLE, { most: MOST }));
  await page.goto(`${server.url}/?view=table`);
  await page.locator('[role=row] a[href*="/nodes/"]').first().waitFor();
  const table = await traceFrames(page, () => scrollDown(page, MIDDLE, { most: MOST }));
  return [
    ...figuresOf(`fleet of ${FLEET.nodes} as cards`, cards),
    ...figuresOf(`fleet of ${FLEET.nodes} as a table`, table),
  ];
}

async function nodeFrames(browser: Browser): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const { simulator, node, url } = await startNode(started, NODE);
  started.defer(keepEnding(simulator, node.name));

  const page = started.adopt(await openPage(browser), (one) => one.close());
  await page.goto(`${url}/nodes/${node.name}`);
  await page.locator("[role=application]").waitFor();
  await page.locator("[role=group] a[data-key]").first().waitFor();
  const whole = await traceFrames(page, () => scrollDown(page, { x: 300, y: 880 }, { most: MOST }));
  const lanes = await laneFrames(page);
  const pods = await podFrames(page);
  return [
    ...figuresOf(`node of ${NODE.podsPerNode} pods`, whole),
    ...figuresOf(`lanes of ${NODE.podsPerNode} pods`, lanes),
    ...figuresOf(`pods and containers of ${NODE.podsPerNode} pods`, pods),
  ];
}

/** The lanes scroll in a box of their own, here from its upper end. */
async function laneFrames(page: Page): Promise<Frame[]> {
  const lanes = page.locator("[role=application]");
  await lanes.scrollIntoViewIfNeeded();
  const place = await lanes.boundingBox();
  if (!place) throw new Error("The page shows no lanes.");
  const middle = { x: Math.round(place.x + place.width / 2), y: Math.round(place.y + place.height / 2) };
  const selector = "[role=application] > div";
  await page.locator(selector).evaluate((box) => box.scrollTo(0, 0));
  return traceFrames(page, () => scrollDown(page, middle, { selector, most: MOST }));
}

/** The list of the pods scrolls with the page, which it fills: the pointer is over its rows. */
async function podFrames(page: Page): Promise<Frame[]> {
  const table = page.getByRole("table", { name: "Pods and containers" });
  await table.evaluate((element) => element.scrollIntoView({ block: "start" }));
  await table.getByRole("link").first().waitFor();
  return traceFrames(page, () => scrollDown(page, MIDDLE, { most: MOST }));
}

/** Ends one container after the other, pod by pod; returns what stops that. */
function keepEnding({ world }: Simulator, node: string): () => void {
  const pods = [...(world.kubelets.get(node)?.core.pods.values() ?? [])];
  let turn = 0;
  const timer = setInterval(() => {
    const pod = pods[turn % pods.length];
    const [slot] = pod?.slots ?? [];
    turn += 1;
    if (pod && slot) world.handles.exit(pod, slot.spec.name, 1);
  }, EXIT_EVERY);
  return () => clearInterval(timer);
}

function figuresOf(what: string, all: readonly Frame[]): Figure[] {
  const work = all.map((frame) => frame.work);
  return [
    {
      name: `${what}, scrolled, ${all.length} frames: main thread's work, p50`,
      value: quantile(work, 0.5),
      unit: "ms",
    },
    { name: `${what}: p95`, value: quantile(work, 0.95), unit: "ms", target: TARGET },
    { name: `${what}: the longest`, value: Math.max(...work), unit: "ms" },
    {
      name: `${what}: p95 by the clock, with what others of the machine take`,
      value: quantile(
        all.map((frame) => frame.elapsed),
        0.95,
      ),
      unit: "ms",
    },
  ];
}
