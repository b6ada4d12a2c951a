import { quantile } from "./figure.ts";

const ROWS = Array.from({ length: 20_000 }, (_, index) => ({ key: `pod-${(index * 7919) % 20_000}`, used: index }));
const TIMES = 9;
const MICRO = 1000;

/**
 * How fast the machine is at this moment: CPU time, in milliseconds, of a piece of work that is always the same. A core
 * that is shared with other machines differs from minute to minute, and with it everything that is measured.
 */
export function yardstick(): number {
  const times = Array.from({ length: TIMES }, () => {
    const before = process.cpuUsage();
    const text = JSON.stringify(ROWS);
    (JSON.parse(text) as typeof ROWS).sort((a, b) => (a.key < b.key ? -1 : 1));
    return process.cpuUsage(before).user / MICRO;
  });
  return quantile(times, 0.5);
}
