import { hash } from "../random.ts";

interface Averages {
  total: number;
  avg10: number;
  avg60: number;
  avg300: number;
}

/**
 * Pressure stall figures around a mean share, in percent, as the kernel keeps them. The total follows the seconds of
 * CPU used so far, so that it only grows.
 */
export function stall(key: string, at: number, percent: number, seconds: number): { full: Averages; some: Averages } {
  const phase = (hash(key) % 6283) / 1000;
  const averages = (mean: number, share: number): Averages => ({
    total: Math.floor(seconds * share * 1000),
    avg10: round(mean * (1 + 0.6 * Math.sin(at / 23_000 + phase))),
    avg60: round(mean * (1 + 0.3 * Math.sin(at / 71_000 + phase))),
    avg300: round(mean),
  });
  return { full: averages(percent * 0.35, 3.5), some: averages(percent, 10) };
}

const round = (value: number): number => Math.max(0, Math.round(value * 100) / 100);
