import type { EntityKind } from "@bayplan/shared/report";
import type { Millis, Source } from "@bayplan/shared";

/** Nothing, or that the answer was an old one and why. */
export type Answer = { stale: string } | undefined;

export interface CallContext {
  /** Aborted at the deadline and when the agent stops. */
  signal: AbortSignal;
  /** The id that one call alone is about, where `refresh` named one. */
  subject: string | undefined;
}

/** One thing that is asked of one source, again and again. */
export interface Call {
  source: Source;
  /** As in a recording: `GET /pods`, `runtime.v1.RuntimeService/ListContainers`. */
  name: string;
  interval: Millis | (() => Millis);
  deadline: Millis;
  /** How long after what prompts it a prompted run comes: the answer needs a moment to know of it too. */
  promptDelay?: Millis;
  /** Two runs that something else prompted lie at least this far apart. */
  promptGap?: Millis;
  /** What its answers become, so that one too large to be reported is named with it. */
  kinds: readonly EntityKind[];
  /** Asks and puts the answer into the ledger; throws a `CallFailure`, or anything, when there is none. */
  run(context: CallContext): Promise<Answer>;
}

export const intervalOf = (call: Call): Millis =>
  typeof call.interval === "function" ? call.interval() : call.interval;
