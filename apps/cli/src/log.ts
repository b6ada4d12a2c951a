import { pino, type Logger } from "pino";

/** Logs go to standard error as JSON lines: standard output carries only what a command answers. */
export const createLog = (level: string): Logger =>
  pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
