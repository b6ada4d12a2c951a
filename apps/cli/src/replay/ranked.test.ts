import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openTape } from "@bayplan/simulator/replay";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { machineClock } from "../machineClock.ts";
import { playTape } from "./playTape.ts";

const RECORDINGS = join(import.meta.dirname, "../../../../recordings");

/** What a real kubelet wrote into its log before it evicted: the pods as it ranked them for a signal. */
interface Ranked {
  at: string;
  signal: string;
  pods: string[];
}

interface Row {
  pod: string;
  priority: number;
  excess: number | null;
  exceeds: boolean | null;
  evictable: boolean;
}

const ranked = JSON.parse(readFileSync(join(RECORDINGS, "ranked.json"), "utf8")) as Record<string, Ranked[]>;

describe.each(Object.entries(ranked))("%s.jsonl", (name, moments) => {
  test.each(moments)("$signal at $at: the whole order is the kubelet's", async ({ at, signal, pods }) => {
    const played = await playTape({
      tape: await openTape(join(RECORDINGS, `${name}.jsonl.gz`)),
      at: Date.parse(at),
      name,
      host: "127.0.0.1",
      port: 0,
      basePath: "",
      insecure: false,
      machine: machineClock,
      log: pino({ level: "silent" }),
    });
    try {
      const answer = await fetch(`${played.url}/api/v1/nodes/node-a/eviction`);
      const { order } = (await answer.json()) as { order: Record<string, Row[]> };
      const ours = (order[signal] ?? []).filter(({ evictable }) => evictable);
      expect(ours[0]?.pod).toBe(pods[0]);
      // Pods that compare alike come in any order; what they are compared by must come as the kubelet has it.
      const compared = (pod: string): unknown => {
        const row = ours.find((candidate) => candidate.pod === pod);
        return row && [row.exceeds, row.priority, row.excess];
      };
      expect(pods.map(compared)).toEqual(ours.map(({ pod }) => compared(pod)));
      expect(pods.toSorted()).toEqual(ours.map(({ pod }) => pod).toSorted());
    } finally {
      await played.stop();
    }
  });
});
