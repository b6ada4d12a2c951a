import { setTimeout as pause } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import { openBrowser, openPage } from "../browser/openBrowser.ts";
import { readHeap, type Heap } from "../browser/readHeap.ts";
import type { Figure } from "../figure.ts";
import { gauge, startFleetServer } from "../processes/startFleetServer.ts";

const FLEET = { nodes: 5000, spread: 10_000 };
const NODE = "web-02";
const CARDS = 'main a[href*="/nodes/"]';
const HULL = "main [role=group] a[data-key]";
/** Until lists, caches and the engine's own optimizations have grown to their usual size. Milliseconds. */
const WARM_UP = 30_000;
/** So much of a long watch goes before it: the engine compiles for minutes what is used seldom. */
const WARM_PART = 8;
const MINUTE = 60_000;
const LOOKS = 6;
const ROUNDS = 20;
const MIB = 2 ** 20;
const MINUTES_PER_HOUR = 60;
/** Noise of one look at the heap, measured on a page that stands still, is well below this. MiB. */
const FLAT = 1;

interface Look extends Heap {
  /** Since the first look, in minutes. */
  at: number;
  elements: number;
  listeners: number;
}

interface Watched {
  looks: Look[];
  /** Messages of feeds that came meanwhile, and their length. */
  messages: number;
  mebibytes: number;
}

/** What the page holds after each collection of garbage, while changes go on; and what it leaves open at the server. */
export async function heap({ minutes }: { minutes: number }): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const server = started.adopt(await startFleetServer(FLEET), (one) => one.stop());
  const browser = started.adopt(await openBrowser(), (one) => one.close());
  const [fleetPage, nodePage] = await Promise.all([
    openWatched(browser, server.url, CARDS),
    openWatched(browser, `${server.url}/nodes/${NODE}`, HULL),
  ]);
  const [fleet, node] = await Promise.all([watch(fleetPage.session, minutes), watch(nodePage.session, minutes)]);
  await nodePage.page.close();
  const passages = await goBackAndForth(fleetPage.page, fleetPage.session);
  const subscribed = await gauge(server.url, "bayplan_subscribers");
  return [
    ...figuresOf(`fleet of ${FLEET.nodes}`, fleet),
    ...figuresOf("node of 110 pods", node),
    ...growthOf(`${ROUNDS} times fleet, node, pod and back`, passages),
    { name: "subscriptions of one page at the server, after that", value: subscribed, unit: "" },
  ];
}

async function openWatched(browser: Browser, url: string, shows: string): Promise<{ page: Page; session: CDPSession }> {
  const page = await openPage(browser);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("Network.enable");
  await page.goto(url);
  await page.locator(shows).first().waitFor();
  return { page, session };
}

/** Looks several times, evenly spread over so many minutes. */
async function watch(session: CDPSession, minutes: number): Promise<Watched> {
  await pause(Math.max(WARM_UP, (minutes * MINUTE) / WARM_PART));
  let messages = 0;
  let length = 0;
  const count = ({ response }: { response: { payloadData: string } }): void => {
    messages += 1;
    length += response.payloadData.length;
  };
  const began = performance.now();
  const looks = [await look(session, 0)];
  session.on("Network.webSocketFrameReceived", count);
  while (looks.length < LOOKS) {
    await pause((minutes * MINUTE) / (LOOKS - 1));
    looks.push(await look(session, (performance.now() - began) / MINUTE));
  }
  session.off("Network.webSocketFrameReceived", count);
  return { looks, messages, mebibytes: length / MIB };
}

async function look(session: CDPSession, at: number): Promise<Look> {
  const heap = await readHeap(session);
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { at, ...heap, elements: of("Nodes"), listeners: of("JSEventListeners") };
}

/** As a person does, by links and the browser's own Back. */
async function goBackAndForth(page: Page, session: CDPSession): Promise<Look[]> {
  const looks: Look[] = [];
  const began = performance.now();
  for (let round = 0; round <= ROUNDS; round += 1) {
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Fleet" }).click();
    await page.locator('main a[href*="/nodes/"]').first().click();
    await page.locator("main nav").first().waitFor();
    await page.goBack();
    await page.getByRole("link", { name: "Evictions" }).click();
    await page.getByRole("heading", { level: 1, name: "Evictions" }).waitFor();
    await page.goBack();
    await page.locator(CARDS).first().waitFor();
    // The first round loads what is loaded once.
    if (round === 0 || round === ROUNDS) {
      await pause(WARM_UP);
      looks.push(await look(session, (performance.now() - began) / MINUTE));
    }
  }
  return looks;
}

function figuresOf(what: string, { looks, messages, mebibytes }: Watched): Figure[] {
  const minutes = (looks.at(-1)?.at ?? 0) - (looks[0]?.at ?? 0);
  return [
    ...growthOf(`${what}, ${minutes.toFixed(1)} min and ${messages} messages of ${mebibytes.toFixed(0)} MiB`, looks),
    {
      name: `${what}: held more, an hour of it by all ${looks.length} looks`,
      value: slope(looks) * MINUTES_PER_HOUR,
      unit: "MiB",
    },
  ];
}

function growthOf(what: string, looks: readonly Look[]): Figure[] {
  const [first] = looks;
  const last = looks.at(-1);
  if (!first || !last) return [];
  const grown = (part: keyof Look): number => (last[part] - first[part]) / MIB;
  return [
    { name: `${what}: held at first`, value: first.held / MIB, unit: "MiB" },
    { name: `${what}: held at last`, value: last.held / MIB, unit: "MiB" },
    { name: `${what}: held more`, value: grown("held"), unit: "MiB", target: FLAT },
    { name: `${what}: of the document more`, value: grown("document"), unit: "MiB", target: FLAT },
    { name: `${what}: compiled more by the engine`, value: grown("code"), unit: "MiB" },
    { name: `${what}: nodes of the document more`, value: last.elements - first.elements, unit: "" },
    { name: `${what}: listeners more`, value: last.listeners - first.listeners, unit: "" },
  ];
}

/** MiB held a minute, by least squares. */
function slope(looks: readonly Look[]): number {
  const mean = (read: (look: Look) => number): number => looks.reduce((sum, one) => sum + read(one), 0) / looks.length;
  const at = mean((one) => one.at);
  const held = mean((one) => one.held);
  const top = looks.reduce((sum, one) => sum + (one.at - at) * (one.held - held), 0);
  return top / looks.reduce((sum, one) => sum + (one.at - at) ** 2, 0) / MIB;
}
