import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator, type SimulatedNode, type Simulator } from "@bayplan/simulator";
import { clock } from "../clock.ts";
import { quiet } from "../quiet.ts";
import { startNodeAgent, startServing, untilReady } from "./startBayplan.ts";

export interface ServedNode {
  simulator: Simulator;
  node: SimulatedNode;
  /** Of the aggregator. */
  url: string;
}

/**
 * One simulated node on which nothing happens by itself, its agent, and an aggregator that has its whole picture. All
 * of it ends with the stack.
 */
export async function startNode(
  started: AsyncDisposableStack,
  size: { podsPerNode: number; containersPerPod: number },
): Promise<ServedNode> {
  const folder = started.adopt(await mkdtemp(join(tmpdir(), "bp-")), (path) => rm(path, { recursive: true }));
  const simulator = started.adopt(
    await startSimulator({ ...size, nodes: 1, clock, log: quiet, seed: 1, scenario: "steady", directory: folder }),
    (one) => one.stop(),
  );
  const kubeconfig = join(folder, "kubeconfig");
  await writeFile(kubeconfig, simulator.kubeconfig());
  const aggregator = started.adopt(await startServing(["serve", "--kubeconfig", kubeconfig]), (one) => one.stop());
  const [node] = simulator.nodes;
  if (!node) throw new Error("The simulated world has no node.");
  started.adopt(startNodeAgent(node, aggregator.url), (one) => one.stop());
  await untilReady(aggregator.url);
  return { simulator, node, url: aggregator.url };
}
