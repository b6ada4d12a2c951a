import { toMillis, type Millis, type Time } from "../../model/time.ts";

/**
 * done: over. current: it is in this one. pending: its turn has not come. unknown: it is over, or was never needed, and
 * no source tells when.
 */
export const STEP_STATES = ["done", "current", "pending", "unknown"] as const;
export type StepState = (typeof STEP_STATES)[number];

/** What holds a step up, in the words of who said so. */
export interface Obstacle {
  reason: string;
  message: string;
  at: Time | null;
}

/** One bar of a waterfall. */
export interface Step<Name extends string> {
  step: Name;
  /** Null: of the pod as a whole. */
  container: string | null;
  from: Time | null;
  to: Time | null;
  /** How long it took, or has taken until now; null where an end is not known. */
  seconds: number | null;
  state: StepState;
  obstacle: Obstacle | null;
}

/** Seconds from one moment to another, never below zero: two sources' moments can cross by the second that one cuts. */
export function secondsBetween(from: Time | null, to: Time | null, state: StepState, now: Millis): number | null {
  if (from === null || (to === null && state !== "current")) return null;
  return Math.max(0, (to === null ? now : toMillis(to)) - toMillis(from)) / 1000;
}

/** The step it is stuck in: the one that has been going on longest of those it is in. */
export function currentStep<Name extends string>(steps: readonly Step<Name>[]): Step<Name> | undefined {
  return steps
    .filter((step) => step.state === "current")
    .reduce<Step<Name> | undefined>(
      (longest, step) => ((step.seconds ?? 0) > (longest?.seconds ?? -1) ? step : longest),
      undefined,
    );
}
