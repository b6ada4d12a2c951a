import { setTimeout as pause } from "node:timers/promises";
import type { MeasuredProcess } from "./startProcess.ts";

export interface Use {
  /** The most that was resident at any of the looks, in MiB. */
  residentMiB: number;
  /** CPU time as a share of one core, in percent. */
  corePercent: number;
}

/** Looks at processes every second for so many seconds. */
export async function measure(processes: readonly MeasuredProcess[], seconds: number): Promise<Use[]> {
  const from = processes.map((one) => one.cpuSeconds());
  const began = performance.now();
  const most = processes.map(() => 0);
  while (performance.now() - began < seconds * 1000) {
    await pause(1000);
    processes.forEach((one, index) => (most[index] = Math.max(most[index] ?? 0, one.residentMiB())));
  }
  const elapsed = (performance.now() - began) / 1000;
  return processes.map((one, index) => ({
    residentMiB: most[index] ?? Number.NaN,
    corePercent: (100 * (one.cpuSeconds() - (from[index] ?? 0))) / elapsed,
  }));
}
