import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** Kernel ticks a second, the unit of CPU time in /proc: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export interface MeasuredProcess {
  pid: number;
  /** The first line of its output that matches. */
  said(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Resident memory now, in MiB. */
  residentMiB(): number;
  /** CPU time used so far, user and system, in seconds. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** Starts a process and measures it from outside, by the kernel's own account. */
export function startProcess(command: string, args: readonly string[]): MeasuredProcess {
  const child: ChildProcess = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  const { pid, stdout } = child;
  if (pid === undefined || !stdout) throw new Error(`${command} could not be started.`);
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: stdout }).on("line", (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  return {
    pid,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = lines.map((line) => line.match(pattern)).find((found) => found !== null);
          if (!match) return;
          waiting.delete(look);
          resolve(match);
        };
        waiting.add(look);
        look();
        void exited.then(() => reject(new Error(`${command} ${args.join(" ")} ended before it said ${pattern}.`)));
      }),
    residentMiB: () => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)?.[1]) / 1024,
    cpuSeconds() {
      const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ").slice(11, 13);
      return (Number(user) + Number(system)) / TICKS_PER_SECOND;
    },
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
