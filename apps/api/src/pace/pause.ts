import { setTimeout } from "node:timers/promises";

/**
 * Real milliseconds, whatever the clock of the facts does: for the pace of output only, which must not stand still
 * when a recording's clock stands. Returns early, without an error, when the signal says so.
 */
export const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch {
    // Aborted: the caller looks at its signal.
  }
};
