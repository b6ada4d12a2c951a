import { fromMillis, toMillis, type Millis, type Time } from "../../model/time.ts";

export interface SignalSample {
  at: Time;
  available: number;
}

/**
 * met: it is below the threshold already. falling: it will be at `meetsAt` if it goes on like this. steady: it is not
 * falling, or so slowly that it would take longer than a day. unknown: too few or too old samples to say.
 */
export interface EvictionTrend {
  verdict: "met" | "falling" | "steady" | "unknown";
  meetsAt: Time | null;
  /** Change a second, in the signal's unit; null where unknown. */
  perSecond: number | null;
  samples: number;
  /** The time the samples span, in seconds. */
  span: number;
  /** Of the newest sample, in seconds; null without one. */
  age: number | null;
}

const LEAST_SAMPLES = 3;
const LEAST_SPAN_SECONDS = 20;
/** A kubelet samples every 10 s: what is older than this says nothing of now. */
const STALE_SECONDS = 60;
const HORIZON_SECONDS = 86_400;

/**
 * When a signal will meet its threshold, if it goes on as in these samples (in any order): the median of the slopes
 * between all pairs of them, so that one odd sample does not matter. Give it the last few minutes.
 */
export function evictionTrend(samples: readonly SignalSample[], quantity: number, now: Millis): EvictionTrend {
  const points = samples.map(({ at, available }) => ({ at: toMillis(at), available })).toSorted((a, b) => a.at - b.at);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined)
    return { verdict: "unknown", meetsAt: null, perSecond: null, samples: 0, span: 0, age: null };
  const seen = { samples: points.length, span: (last.at - first.at) / 1000, age: (now - last.at) / 1000 };
  if (seen.age > STALE_SECONDS) return { verdict: "unknown", meetsAt: null, perSecond: null, ...seen };
  const perSecond = points.length >= LEAST_SAMPLES && seen.span >= LEAST_SPAN_SECONDS ? medianSlope(points) : null;
  if (last.available < quantity) return { verdict: "met", meetsAt: null, perSecond, ...seen };
  if (perSecond === null) return { verdict: "unknown", meetsAt: null, perSecond, ...seen };
  const seconds = perSecond < 0 ? (last.available - quantity) / -perSecond : Number.POSITIVE_INFINITY;
  if (seconds > HORIZON_SECONDS) return { verdict: "steady", meetsAt: null, perSecond, ...seen };
  return { verdict: "falling", meetsAt: fromMillis(last.at + seconds * 1000), perSecond, ...seen };
}

function medianSlope(points: readonly { at: Millis; available: number }[]): number {
  const slopes: number[] = [];
  points.forEach((later, index) => {
    for (const earlier of points.slice(0, index)) {
      if (later.at > earlier.at) slopes.push((1000 * (later.available - earlier.available)) / (later.at - earlier.at));
    }
  });
  slopes.sort((a, b) => a - b);
  const middle = slopes.length >> 1;
  return slopes.length % 2 === 1 ? (slopes[middle] ?? 0) : ((slopes[middle - 1] ?? 0) + (slopes[middle] ?? 0)) / 2;
}
