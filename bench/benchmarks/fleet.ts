import { setTimeout as pause } from "node:timers/promises";
import type { Figure } from "../figure.ts";
import { measure } from "../processes/measure.ts";
import { startServing, untilReady } from "../processes/startBayplan.ts";
import { gauge } from "../processes/startFleetServer.ts";
import { startWorld } from "../processes/startWorld.ts";

const SIZE = { nodes: 200, podsPerNode: 30, containersPerPod: 2 };
const SETTLING = 15_000;
const SECONDS = 45;

/** Five thousand nodes: what 20 report is sent under the names of 249 others each, over HTTP as every agent does. */
const LARGE = { nodes: 20, podsPerNode: 30, containersPerPod: 2, copiesOfEach: 249 };
const LARGE_SETTLING = 60_000;
const TARGETS = { seconds: 20, residentMiB: 1024, corePercent: 100 };

/** The aggregator of two hundred nodes, and of five thousand; their simulator and agents are one other process. */
export const fleet = async (): Promise<Figure[]> => [...(await ofTwoHundred()), ...(await ofFiveThousand())];

async function ofFiveThousand(): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const world = started.adopt(await startWorld(LARGE), (one) => one.stop());
  const aggregator = started.adopt(await startServing(["serve", "--kubeconfig", world.kubeconfig]), (one) =>
    one.stop(),
  );
  const nodes = LARGE.nodes * (LARGE.copiesOfEach + 1);
  const pods = nodes * LARGE.podsPerNode;
  const began = performance.now();
  world.tell(`agents ${aggregator.url}`);
  while ((await gauge(aggregator.url, "bayplan_pods")) < pods) await pause(250);
  const whole = (performance.now() - began) / 1000;
  await pause(LARGE_SETTLING);
  const [own] = await measure([aggregator], SECONDS);
  const of = `aggregator of ${nodes} nodes × ${LARGE.podsPerNode} pods`;
  return [
    { name: `${of}: first full picture`, value: whole, unit: "s", target: TARGETS.seconds },
    {
      name: `${of}: memory`,
      value: own?.residentMiB ?? Number.NaN,
      unit: "MiB",
      target: TARGETS.residentMiB,
    },
    {
      name: `${of}: CPU`,
      value: own?.corePercent ?? Number.NaN,
      unit: "% of a core",
      target: TARGETS.corePercent,
    },
  ];
}

async function ofTwoHundred(): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const began = performance.now();
  const world = started.adopt(await startWorld(SIZE), (one) => one.stop());
  const simulated = (performance.now() - began) / 1000;
  const args = ["serve", "--kubeconfig", world.kubeconfig];
  const aggregator = await startServing(args);
  const first = started.adopt(aggregator, (one) => one.stop());
  world.tell(`agents ${aggregator.url}`);
  const together = await untilWhole(aggregator.url);
  await pause(SETTLING);
  const [own, others] = await measure([first, world], SECONDS);

  await first.stop();
  const port = Number(new URL(aggregator.url).port);
  const again = performance.now();
  const second = started.adopt(await startServing(args, port), (one) => one.stop());
  await untilWhole(second.url);
  const restarted = (performance.now() - again) / 1000;
  return [
    { name: "simulator of 200 nodes × 30 pods: start", value: simulated, unit: "s" },
    { name: "aggregator of 200 nodes × 30 pods: first full picture, all agents starting", value: together, unit: "s" },
    { name: "aggregator: full picture after its restart", value: restarted, unit: "s" },
    { name: "aggregator: memory", value: own?.residentMiB ?? Number.NaN, unit: "MiB" },
    { name: "aggregator: CPU", value: own?.corePercent ?? Number.NaN, unit: "% of a core" },
    { name: "the simulator and 200 agents beside it: memory", value: others?.residentMiB ?? Number.NaN, unit: "MiB" },
    {
      name: "the simulator and 200 agents beside it: CPU",
      value: others?.corePercent ?? Number.NaN,
      unit: "% of a core",
    },
  ];
}

/** Seconds until every node is served with all its pods. */
async function untilWhole(url: string): Promise<number> {
  const began = performance.now();
  for (;;) {
    await untilReady(url);
    const { items } = (await (await fetch(`${url}/api/v1/nodes`)).json()) as { items: { pods: number | null }[] };
    if (items.length === SIZE.nodes && items.every(({ pods }) => pods === SIZE.podsPerNode)) break;
    await pause(50);
  }
  return (performance.now() - began) / 1000;
}
