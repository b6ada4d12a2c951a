import { writeSync } from "node:fs";
import type { Log } from "@bayplan/agent";

/** As pino numbers them. */
const NUMBERS: Readonly<Record<string, number>> = { debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };

/** The lines that pino writes, to standard error, without pino: it is 3 MiB of an agent's memory. */
export function createLeanLog(level: string, write: (line: string) => void = writeToStandardError): Log {
  const least = NUMBERS[level] ?? Infinity;
  const at =
    (number: number) =>
    (details: object, message: string): void => {
      if (number >= least) write(`${JSON.stringify({ level: number, time: Date.now(), ...details, msg: message })}\n`);
    };
  return { debug: at(20), info: at(30), warn: at(40), error: at(50) };
}

const writeToStandardError = (line: string): void => {
  try {
    writeSync(2, line);
  } catch {
    // Nobody reads it any more, or not fast enough: an agent goes on without its log.
  }
};
