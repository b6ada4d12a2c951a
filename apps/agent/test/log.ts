import type { Log } from "../src/index.ts";

export interface KeptLog extends Log {
  readonly lines: readonly { level: keyof Log; message: string }[];
}

/** Keeps what is logged, for tests that read it. */
export function createLog(): KeptLog {
  const lines: { level: keyof Log; message: string }[] = [];
  const at = (level: keyof Log) => (_details: object, message: string) => void lines.push({ level, message });
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
