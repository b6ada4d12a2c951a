import type { Source } from "../../model/source.ts";
import type { Transition } from "../../model/transition.ts";

/** What each source told of each change, by `<key> <source>`: fill it with `mergeTransitions`, read it with `timeline`. */
export type TransitionLog = Map<string, Transition>;

export const logKey = (transition: Transition): string => `${transition.key} ${transition.source}`;

/**
 * Takes observations into the log and returns those entries that are new or better than what was known. The log ends
 * up the same whatever the order, and however often, they come in.
 */
export function mergeTransitions(log: TransitionLog, incoming: Iterable<Transition>): Transition[] {
  const changed: Transition[] = [];
  for (const transition of incoming) {
    const key = logKey(transition);
    const known = log.get(key);
    const merged = known ? joined(known, transition) : transition;
    if (merged === known) continue;
    log.set(key, merged);
    changed.push(merged);
  }
  return changed;
}

/** One source's two words about one change: the better of them, and found only where neither saw it happen. */
function joined(a: Transition, b: Transition): Transition {
  const better = preference(a, b) <= 0 ? a : b;
  const found = a.found === true && b.found === true;
  if (found === (better.found === true)) return better;
  const { found: _, ...seen } = better;
  return found ? { ...seen, found } : seen;
}

/**
 * A total order: the source's own nanoseconds, then the API's whole seconds, then the moment of a first sight. A first
 * sight can only be late, so the earlier is nearer; a sandbox found ready has its creation for a start, which is early.
 */
function preference(a: Transition, b: Transition): number {
  const exact = precision(a.at);
  const byTime = a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
  return (
    exact - precision(b.at) ||
    (exact === 0 ? -byTime : byTime) ||
    (canonical(a) < canonical(b) ? -1 : canonical(a) > canonical(b) ? 1 : 0)
  );
}

const precision = (at: string): number => (at.length > 24 ? 0 : at.length === 20 ? 1 : 2);

const canonical = (transition: Transition): string =>
  JSON.stringify(
    Object.entries(transition)
      .filter(([field]) => field !== "found")
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const RANK: Record<Source, number> = { cri: 0, kubelet: 1, apiserver: 2, podresources: 3, file: 4 };

/** Sources as far as they are believed about a change: the runtime made it, the API tells it later. */
export const byTrust = (a: Transition, b: Transition): number => RANK[a.source] - RANK[b.source];
