import type { PodDetail } from "@bayplan/api/views";
import type { Millis } from "@bayplan/shared";

export type AnyStep = PodDetail["start"][number] | PodDetail["stop"][number];

export interface Bar {
  key: string;
  words: string;
  container: string | null;
  state: AnyStep["state"];
  seconds: number | null;
  obstacle: AnyStep["obstacle"];
  /** Of the axis, 0 to 1; null where a moment is not known. */
  left: number | null;
  width: number | null;
}

const WORDS: Record<AnyStep["step"], string> = {
  scheduled: "scheduled",
  seen: "seen by the kubelet",
  volumes: "volumes mounted",
  sandbox: "sandbox",
  image: "image there",
  created: "created",
  started: "started",
  ready: "ready",
  asked: "asked to go",
  preStop: "preStop hook",
  grace: "time to end by itself",
  killed: "killed",
  gone: "gone",
};

/** As a sentence's end: what it is waiting for. */
export const stepWords = (step: AnyStep["step"]): string => WORDS[step];

const millis = (at: string | null): Millis | null => (at === null ? null : Date.parse(at));

/**
 * Bars on one axis from the first known moment to the last, or to now while a step goes on.
 * @param settled the way is over, whatever the steps say: what no source told of then is not waited for any more.
 */
export const barsOf = (
  steps: readonly AnyStep[],
  now: Millis,
  settled: boolean,
): { bars: Bar[]; from: Millis; to: Millis } => {
  const told = steps.map((step): AnyStep =>
    settled && (step.state === "current" || step.state === "pending")
      ? { ...step, state: "unknown", to: null, seconds: null }
      : step,
  );
  const known = told.flatMap(({ from, to, state }) => [
    ...(state === "unknown" ? [] : [millis(from)]),
    millis(to),
    ...(state === "current" ? [now] : []),
  ]);
  const moments = known.filter((at) => at !== null);
  const from = Math.min(...moments);
  const to = Math.max(...moments, from + 1);
  const bars = told.map((step): Bar => {
    const begin = millis(step.from);
    const end = step.state === "current" ? now : millis(step.to);
    const drawn = begin !== null && end !== null && step.state !== "unknown" && step.state !== "pending";
    return {
      key: `${step.step} ${step.container ?? ""}`,
      words: WORDS[step.step],
      container: step.container,
      state: step.state,
      seconds: step.seconds,
      obstacle: step.obstacle,
      left: drawn ? (begin - from) / (to - from) : null,
      width: drawn ? Math.max(0, end - begin) / (to - from) : null,
    };
  });
  return { bars, from, to };
};

/** Seconds with as many digits as they deserve: `4.2 ms`, `0.72 s`, `12 s`, `4 min`. */
export const formatSeconds = (seconds: number): string => {
  if (seconds > 0 && seconds < 0.1) return `${Number((seconds * 1_000).toPrecision(2))} ms`;
  if (seconds < 10) return `${Number(seconds.toFixed(seconds < 1 ? 2 : 1))} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
};

/** How long a step took, or takes so far; never below 0, for the clocks of a node and its server differ by a little. */
export const lengthWords = ({ state, seconds }: Pick<Bar, "state" | "seconds">): string => {
  if (state === "pending") return "not yet";
  if (seconds === null) return "not told";
  const words = formatSeconds(Math.max(0, seconds));
  return state === "current" ? `${words} so far` : words;
};
