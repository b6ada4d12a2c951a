import { accessSync, constants } from "node:fs";
import { environment } from "./config.ts";

/**
 * How Node runs an agent, which is idle but for a moment every ten seconds: a young generation of 1 MiB, no threads for
 * compiling and collecting, and neither optimizing compiler, which cost more memory than they save time. Figures:
 * docs/decisions/0005-an-agent-starts-node-anew.md.
 */
export const LEAN_FLAGS = ["--max-semi-space-size=1", "--single-threaded", "--no-turbofan", "--no-maglev"] as const;

/** The C library then gives back what a moment needed, and keeps one pool for all threads. Sizes in bytes. */
const LEAN_ENVIRONMENT = {
  MALLOC_ARENA_MAX: "1",
  MALLOC_TRIM_THRESHOLD_: "65536",
  MALLOC_MMAP_THRESHOLD_: "65536",
} as const;

/** The flags that are not set either way yet: whoever starts Node with its own keeps them. */
export const missingFlags = (given: readonly string[]): string[] => {
  const names = new Set(given.map(nameOf));
  return LEAN_FLAGS.filter((flag) => !names.has(nameOf(flag)));
};

const nameOf = (flag: string): string => (flag.split("=", 1)[0] ?? flag).replace(/^--(no-)?/, "").replaceAll("_", "-");

/**
 * Runs this very command again in this very process, under the same id, as an agent is to be run. Returns where that
 * is done already, or cannot be: Node before 22.15 and Windows start no program in a process that is there.
 */
export function runLean(): void {
  const { execve, execPath, execArgv, argv, platform } = process;
  const missing = missingFlags([...execArgv, ...(environment()["NODE_OPTIONS"] ?? "").split(/\s+/)]);
  if (missing.length === 0 || platform !== "linux" || typeof execve !== "function") return;
  try {
    // What fails once it is begun ends the process.
    accessSync(execPath, constants.X_OK);
  } catch {
    return;
  }
  execve(execPath, [execPath, ...execArgv, ...missing, ...argv.slice(1)], { ...LEAN_ENVIRONMENT, ...environment() });
}
