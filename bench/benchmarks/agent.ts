import { setTimeout as pause } from "node:timers/promises";
import type { Figure } from "../figure.ts";
import { measure } from "../processes/measure.ts";
import { openCounter } from "../processes/openCounter.ts";
import { startNodeAgent, startServing, untilReady } from "../processes/startBayplan.ts";
import { startWorld } from "../processes/startWorld.ts";

const SIZE = { nodes: 1, podsPerNode: 110, containersPerPod: 3 };
const SETTLING = 30_000;
const MINUTE = 60;

/** The agent of one full node: what it takes, and what it sends. */
export async function agent(): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const world = started.adopt(await startWorld(SIZE), (one) => one.stop());
  const aggregator = started.adopt(await startServing(["serve", "--kubeconfig", world.kubeconfig]), (one) =>
    one.stop(),
  );
  const counter = started.adopt(await openCounter(aggregator.url), (one) => one.stop());
  const [node] = world.nodes;
  if (!node) throw new Error("The simulated world has no node.");
  const measured = started.adopt(startNodeAgent(node, counter.url), (one) => one.stop());
  await untilReady(aggregator.url);
  const whole = counter.bytes();
  await pause(SETTLING);

  const before = counter.bytes();
  const [use] = await measure([measured], MINUTE);
  const quiet = counter.bytes() - before;
  world.tell("restart");
  await pause(MINUTE * 1000);
  const restarting = counter.bytes() - before - quiet;
  return [
    {
      name: "agent of 110 pods, 330 containers: memory",
      value: use?.residentMiB ?? Number.NaN,
      unit: "MiB",
      target: 80,
    },
    {
      name: "agent of 110 pods, 330 containers: CPU",
      value: use?.corePercent ?? Number.NaN,
      unit: "% of a core",
      target: 0.5,
    },
    { name: "its whole picture, reported", value: whole / 1024, unit: "KiB" },
    { name: "reported while nothing changes", value: quiet / 1024, unit: "KiB a minute" },
    { name: "reported while one pod restarts", value: restarting / 1024, unit: "KiB a minute" },
  ];
}
