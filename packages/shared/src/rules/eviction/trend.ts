import { fromMillis, toMillis, type Millis, type Time } from "../../model/time.ts";

export interface SignalSample {
  at: Time;
  available: number;
}

/**
 * met: it is below the threshold already. falling: it will be at `meetsAt` if it goes on like this. slow: it falls, and
 * nobody can say until when from what was seen. steady: it does not fall, or now so and now so. unknown: too few or too
 * old samples to say.
 */
export interface EvictionTrend {
  verdict: "met" | "falling" | "slow" | "steady" | "unknown";
  meetsAt: Time | null;
  /** Change a second, in the signal's unit; null where it is in no fall. */
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
/** Beyond an hour a node's memory is anybody's guess. */
const HORIZON_SECONDS = 3_600;
/** A fall of less than the headroom in a day is none. */
const DAY_SECONDS = 86_400;

/** So many of the newest samples are looked at, the longest run first: what has held for long sways less. */
const WINDOWS = [90, 60, 30, 12, 6, 4, 3];
/** Of a line that bends, a fall after a rest, the fitted pace is still within a fifth of the last. */
const GOOD_FIT = 0.95;
/** A pace is trusted no further ahead than so many times as long as it was seen. */
const TRUSTED_AHEAD = 4;
/** The last two minutes must still go at the whole window's pace, within this factor. */
const RECENT_SAMPLES = 12;
const RECENT_FACTOR = 2.5;
/** Seconds that a fall must have lasted to be told without a moment: less is a wave. */
const LONG_SPAN = 600;

interface Point {
  at: Millis;
  available: number;
}

interface Fit {
  perSecond: number;
  /** The share of the samples' variance that the line explains (R²); 0 where they do not vary. */
  explained: number;
  span: number;
}

/** The line of least squares through some samples, oldest first. */
function fitted(points: readonly Point[]): Fit {
  const first = points[0]?.at ?? 0;
  const seconds = points.map(({ at }) => (at - first) / 1000);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const [middle, level] = [mean(seconds), mean(points.map(({ available }) => available))];
  let [across, up, both] = [0, 0, 0];
  points.forEach(({ available }, index) => {
    const [dx, dy] = [(seconds[index] ?? 0) - middle, available - level];
    across += dx * dx;
    up += dy * dy;
    both += dx * dy;
  });
  const perSecond = across === 0 ? 0 : both / across;
  return { perSecond, explained: up === 0 ? 0 : (perSecond * both) / up, span: seconds.at(-1) ?? 0 };
}

const isAsOfLate = ({ perSecond }: Fit, recent: Fit): boolean => {
  const factor = recent.perSecond / perSecond;
  return factor >= 1 / RECENT_FACTOR && factor <= RECENT_FACTOR;
};

/** The fall that the newest samples are in, over the longest time for which it was one; null where they are in none. */
function steadyFall(points: readonly Point[]): Fit | null {
  for (const size of WINDOWS) {
    const run = points.slice(-size);
    // A window that the next smaller one covers as well.
    if (size > points.length && points.length <= (WINDOWS[WINDOWS.indexOf(size) + 1] ?? 0)) continue;
    const fit = fitted(run);
    if (run.length < LEAST_SAMPLES || fit.span < LEAST_SPAN_SECONDS) continue;
    if (fit.perSecond < 0 && fit.explained >= GOOD_FIT && isAsOfLate(fit, fitted(run.slice(-RECENT_SAMPLES))))
      return fit;
  }
  return null;
}

/**
 * When a signal will meet its threshold, if it goes on as in these samples (in any order): by the line of least squares
 * through the longest run of the newest that lies on one. Give it the last quarter of an hour: a run of three, 20 s, is
 * enough for a fall that leaves a minute, and what leaves an hour must have been seen for all of it.
 */
export function evictionTrend(samples: readonly SignalSample[], quantity: number, now: Millis): EvictionTrend {
  const points = samples.map(({ at, available }) => ({ at: toMillis(at), available })).toSorted((a, b) => a.at - b.at);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined)
    return { verdict: "unknown", meetsAt: null, perSecond: null, samples: 0, span: 0, age: null };
  const seen = { samples: points.length, span: (last.at - first.at) / 1000, age: (now - last.at) / 1000 };
  if (seen.age > STALE_SECONDS) return { verdict: "unknown", meetsAt: null, perSecond: null, ...seen };
  const enough = points.length >= LEAST_SAMPLES && seen.span >= LEAST_SPAN_SECONDS;
  const fall = enough ? steadyFall(points) : null;
  const perSecond = fall?.perSecond ?? null;
  if (last.available < quantity) return { verdict: "met", meetsAt: null, perSecond, ...seen };
  if (!enough) return { verdict: "unknown", meetsAt: null, perSecond, ...seen };
  if (fall === null) return { verdict: "steady", meetsAt: null, perSecond, ...seen };
  const seconds = (last.available - quantity) / -fall.perSecond;
  if (seconds <= Math.min(HORIZON_SECONDS, fall.span * TRUSTED_AHEAD))
    return { verdict: "falling", meetsAt: fromMillis(last.at + seconds * 1000), perSecond, ...seen };
  const lasting = fall.span >= LONG_SPAN && seconds <= DAY_SECONDS;
  return { verdict: lasting ? "slow" : "steady", meetsAt: null, perSecond, ...seen };
}
