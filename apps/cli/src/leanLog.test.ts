import { pino } from "pino";
import { expect, test } from "vitest";
import { createLeanLog } from "./leanLog.ts";
import { LOG_LEVELS } from "./logLevels.ts";

test.each(LOG_LEVELS)("writes what pino writes at level %s", (level) => {
  const lines: Record<"pino" | "lean", string[]> = { pino: [], lean: [] };
  const logs = [
    pino({ level, base: null }, { write: (line) => void lines.pino.push(line) }),
    createLeanLog(level, (line) => void lines.lean.push(line)),
  ];
  for (const log of logs) {
    log.debug({ call: "GET /pods" }, "asked");
    log.info({ aggregator: "http://127.0.0.1:7420" }, "takes reports again");
    log.warn({ source: "cri", state: "unreachable" }, 'There is no socket "x".\n');
    log.error({}, "refused");
  }
  const timeless = (line: string): object => Object.assign(JSON.parse(line) as object, { time: 0 });
  expect(lines.lean.map(timeless)).toEqual(lines.pino.map(timeless));
  expect(lines.lean.every((line) => line.endsWith("\n") && /"time":\d{13}/.test(line))).toBe(true);
});
