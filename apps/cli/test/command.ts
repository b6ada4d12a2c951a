import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const MAIN = join(import.meta.dirname, "../src/main.ts");

/** How a command ended and what it printed. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  errors: string;
}

/** A command that runs. */
export interface Running {
  pid: number;
  /** Resolves with what of its output, on either stream, matches; rejects where it ends first. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<Ended>;
}

/** A folder that goes with the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bp-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Starts the real command, with nothing in its environment but what is given. It ends with the test. */
export function startCommand(args: readonly string[], environment: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { HOME: testFolder(), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { out: "", errors: "" };
  const looks = new Set<() => void>();
  for (const [stream, into] of [
    [child.stdout, "out"],
    [child.stderr, "errors"],
  ] as const) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed[into] += text;
      for (const look of looks) look();
    });
  }
  const ended = once(child, "close").then(([code, signal]): Ended => ({ code, signal, ...printed }));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    pid: child.pid ?? 0,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(printed.out) ?? pattern.exec(printed.errors);
          if (!found) return;
          looks.delete(look);
          resolve(found);
        };
        looks.add(look);
        look();
        void ended.then(({ code, errors }) =>
          reject(new Error(`It ended with ${code} and did not print ${pattern}: ${errors}`)),
        );
      }),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** Runs a command that ends by itself. */
export const runCommand = (args: readonly string[], environment?: Record<string, string>): Promise<Ended> =>
  startCommand(args, environment).ended;
