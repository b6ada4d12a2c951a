import { join } from "node:path";
import type { Figure } from "../figure.ts";
import { quantile } from "../figure.ts";
import { startServing, untilReady } from "../processes/startBayplan.ts";

const RECORDING = join(import.meta.dirname, "../../recordings/eviction.jsonl.gz");
const TIMES = 3;

/** The demo: from the command to the page, and to the whole picture. */
export async function demo(): Promise<Figure[]> {
  const { listens, ready } = await median(["demo"]);
  return [
    { name: "demo: until it listens", value: listens, unit: "s", target: 3 },
    { name: "demo: until every node's picture is whole", value: ready, unit: "s" },
  ];
}

/** A recording, gone through to its end. */
export async function replay(): Promise<Figure[]> {
  const { ready } = await median(["replay", RECORDING, "--until", "2100-01-01T00:00:00Z"]);
  return [{ name: "replay of eviction.jsonl to its end", value: ready, unit: "s", target: 2 }];
}

/** Seconds from the command's start; the middle one of several starts. */
async function median(args: readonly string[]): Promise<{ listens: number; ready: number }> {
  const listens: number[] = [];
  const ready: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const began = performance.now();
    const serving = await startServing(args);
    listens.push((performance.now() - began) / 1000);
    await untilReady(serving.url);
    ready.push((performance.now() - began) / 1000);
    await serving.stop();
  }
  return { listens: quantile(listens, 0.5), ready: quantile(ready, 0.5) };
}
