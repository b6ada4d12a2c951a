import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** Kernel ticks a second, the unit of CPU time in /proc: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const KIB_PER_MIB = 1024;
/** One that does not end when it is told to is ended. */
const PATIENCE = 20_000;

export interface MeasuredProcess {
  /** The first line of its output that matches; rejects when it ends without one. */
  said(pattern: RegExp): Promise<RegExpMatchArray>;
  /** A line to its standard input. */
  tell(line: string): void;
  /** Resident memory now, in MiB. */
  residentMiB(): number;
  /** CPU time used so far, user and system, in seconds. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** Starts a process, which is measured from outside, by the kernel's own account. */
export function startProcess(command: string, args: readonly string[]): MeasuredProcess {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const endWithThis = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithThis);
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => resolve());
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const account = (file: string): string => readFileSync(`/proc/${child.pid}/${file}`, "utf8");
  return {
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
        ended.then(() => reject(new Error(`${command} ${args.join(" ")} ended before it said ${pattern}.`)), reject);
      }),
    tell: (line) => void child.stdin.write(`${line}\n`),
    residentMiB: () => Number(account("status").match(/VmRSS:\s+(\d+)/)?.[1]) / KIB_PER_MIB,
    cpuSeconds() {
      const [user, system] = account("stat")
        .replace(/^.*\) /, "")
        .split(" ")
        .slice(11, 13);
      return (Number(user) + Number(system)) / TICKS_PER_SECOND;
    },
    async stop() {
      const impatience = setTimeout(endWithThis, PATIENCE);
      child.kill("SIGTERM");
      await ended;
      clearTimeout(impatience);
      process.off("exit", endWithThis);
    },
  };
}
