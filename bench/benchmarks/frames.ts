import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator, type Simulator } from "@bayplan/simulator";
import type { Browser, Page } from "playwright-core";
import { openBrowser, openPage } from "../browser/openBrowser.ts";
import { scrollDown } from "../browser/scroll.ts";
import { traceFrames, type Frame } from "../browser/traceFrames.ts";
import { clock } from "../clock.ts";
import { quantile, type Figure } from "../figure.ts";
import { startNodeAgent, startServing, untilReady } from "../processes/startBayplan.ts";
import { startFleetServer } from "../processes/startFleetServer.ts";
import { quiet } from "../quiet.ts";

const FLEET = { nodes: 5000, spread: 10_000 };
const NODE = { nodes: 1, podsPerNode: 500, containersPerPod: 2 };
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
  const folder = started.adopt(await mkdtemp(join(tmpdir(), "bp-")), (path) => rm(path, { recursive: true }));
  const simulator = started.adopt(
    await startSimulator({ ...NODE, clock, log: quiet, seed: 1, scenario: "steady", directory: folder }),
    (one) => one.stop(),
  );
  const kubeconfig = join(folder, "kubeconfig");
  await writeFile(kubeconfig, simulator.kubeconfig());
  const aggregator = started.adopt(await startServing(["serve", "--kubeconfig", kubeconfig]), (one) => one.stop());
  const [node] = simulator.nodes;
  if (!node) throw new Error("The simulated world has no node.");
  started.adopt(startNodeAgent(node, aggregator.url), (one) => one.stop());
  await untilReady(aggregator.url);
  started.defer(keepEnding(simulator, node.name));

  const page = started.adopt(await openPage(browser), (one) => one.close());
  await page.goto(`${aggregator.url}/nodes/${node.name}`);
  await page.locator("[role=application]").waitFor();
  await page.locator("[role=group] a[data-key]").first().waitFor();
  const whole = await traceFrames(page, () => scrollDown(page, { x: 300, y: 880 }, { most: MOST }));
  const lanes = await laneFrames(page);
  return [
    ...figuresOf(`node of ${NODE.podsPerNode} pods`, whole),
    ...figuresOf(`lanes of ${NODE.podsPerNode} pods`, lanes),
  ];
}

/** The lanes scroll in a box of their own. */
async function laneFrames(page: Page): Promise<Frame[]> {
  const lanes = page.locator("[role=application]");
  await lanes.scrollIntoViewIfNeeded();
  const place = await lanes.boundingBox();
  if (!place) throw new Error("The page shows no lanes.");
  const middle = { x: Math.round(place.x + place.width / 2), y: Math.round(place.y + place.height / 2) };
  return traceFrames(page, () => scrollDown(page, middle, { selector: "[role=application] > div", most: MOST }));
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
