import { hash } from "../random.ts";
import { toSeconds } from "../time/moments.ts";
import { stall } from "./stall.ts";

interface Basics {
  cores: number;
  seconds: number;
  memory: number;
  available?: number;
  /** Whether it is told how much swap it could have: none. */
  swap?: boolean;
  /** Bytes that could be given back: usage counts them, the working set does not. */
  cache?: number;
}

/** CPU, memory, io and swap in the form that every part of a summary has them. */
export function basics(key: string, at: number, use: Basics): object {
  const time = toSeconds(at);
  const busy = Math.min(1, use.cores / 8);
  const usageBytes = Math.floor((use.memory + (use.cache ?? use.memory * 0.06)) / 4096) * 4096;
  return {
    cpu: {
      time,
      usageNanoCores: Math.floor(use.cores * 1e9),
      usageCoreNanoSeconds: Math.floor(use.seconds * 1e9),
      psi: stall(key, at, busy * 1.8, use.seconds),
    },
    memory: {
      time,
      ...(use.available !== undefined && { availableBytes: use.available }),
      usageBytes,
      workingSetBytes: use.memory,
      rssBytes: Math.floor((use.memory * 0.86) / 4096) * 4096,
      pageFaults: Math.floor(use.seconds * 900) + 743,
      majorPageFaults: Math.floor(use.seconds / 40),
      psi: stall(`${key} memory`, at, use.available === undefined ? 0 : 0.02, use.seconds),
    },
    io: { time, psi: stall(`${key} io`, at, busy * 0.3, use.seconds) },
    swap: { time, ...(use.swap && { swapAvailableBytes: 0 }), swapUsageBytes: 0 },
  };
}

/** Traffic so far, given the bytes it is about: they only grow. */
export function network(key: string, bytes: number, others: string[]): object {
  const tilt = 0.5 + (hash(key) % 100) / 100;
  const eth0 = {
    name: "eth0",
    rxBytes: Math.max(0, Math.floor(bytes * tilt)) + 4_590,
    rxErrors: 0,
    txBytes: Math.max(0, Math.floor(bytes * (1.6 - tilt * 0.5))) + 682,
    txErrors: 0,
  };
  return {
    ...eth0,
    interfaces: [
      eth0,
      ...others.map((name) => ({
        name,
        rxBytes: Math.floor(eth0.rxBytes * 0.4),
        rxErrors: 0,
        txBytes: Math.floor(eth0.txBytes * 0.4),
        txErrors: 0,
      })),
    ],
  };
}
