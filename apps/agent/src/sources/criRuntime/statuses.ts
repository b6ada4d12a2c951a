import type { Millis } from "@bayplan/shared";
import { asCallFailure, CallFailure } from "../../calls/callFailure.ts";
import { concurrently } from "../concurrently.ts";

const WIDTH = 8;
/** A list waits so long for the statuses of what is new in it; then it is believed without. */
const PATIENCE: Millis = 3_000;
/** So many are asked again at each round: an in-place resize shows in no list. */
const AGAIN = 8;
const FIRST = 64;

/** What was to be had, and what went wrong where not all was. */
export interface Asked<Status> {
  found: Map<string, Status>;
  failure: CallFailure | null;
}

/** Asks for the status of one container or sandbox after the other. */
export interface Statuses<Status> {
  ask(ids: readonly string[], signal: AbortSignal): Promise<Asked<Status>>;
  /** Whose turn it is: those never asked for, then those asked longest ago. */
  turn(ids: readonly string[]): string[];
}

/** `one` asks for one id; null says that there is none of it any more. */
export function createStatuses<Status>(
  one: (id: string, signal: AbortSignal) => Promise<Status | null>,
): Statuses<Status> {
  const asked = new Map<string, number>();
  let order = 0;

  return {
    async ask(ids, signal) {
      const found = new Map<string, Status>();
      if (ids.length === 0) return { found, failure: null };
      const patience = new AbortController();
      const end = () => patience.abort();
      const timer = setTimeout(end, PATIENCE);
      signal.addEventListener("abort", end);
      try {
        await concurrently(ids, WIDTH, async (id) => {
          const status = await one(id, patience.signal);
          order += 1;
          asked.set(id, order);
          if (status) found.set(id, status);
        });
        return { found, failure: null };
      } catch (error) {
        if (signal.aborted) throw error;
        return { found, failure: patience.signal.aborted ? tooSlow(error) : asCallFailure(error) };
      } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
      }
    },
    turn(ids) {
      const present = new Set(ids);
      for (const id of asked.keys()) if (!present.has(id)) asked.delete(id);
      const never = ids.filter((id) => !asked.has(id)).slice(0, FIRST);
      if (never.length > 0) return never;
      return ids.toSorted((a, b) => (asked.get(a) ?? 0) - (asked.get(b) ?? 0)).slice(0, AGAIN);
    },
  };
}

const tooSlow = (cause: unknown): CallFailure =>
  new CallFailure("unreachable", `No answer within ${PATIENCE / 1000} s: the container runtime is slow or hung.`, {
    cause,
  });
