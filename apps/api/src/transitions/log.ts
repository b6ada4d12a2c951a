import {
  mergeTransitions,
  timeline,
  toMillis,
  type Millis,
  type TimelineItem,
  type Transition,
  type TransitionLog,
} from "@bayplan/shared";

/** Observations kept of one node; the oldest that came go first. */
const KEPT = 5_000;

/** What the agents told of one node's changes, in memory. */
export interface NodeTransitions {
  take(observed: readonly Transition[]): void;
  /** Oldest first, each change once, from `since` up to and with `until`; of one pod by UID, name or `<namespace>/<name>`. */
  between(since: Millis, until: Millis, pod?: string): TimelineItem[];
}

const isOf = (pod: string, item: TimelineItem): boolean =>
  item.uid === pod || item.pod === pod || `${item.namespace}/${item.pod}` === pod;

/** @param watchedSince when this node's agent first reported: what lies before was found, not seen. */
export const createNodeTransitions = (watchedSince: Millis): NodeTransitions => {
  const log: TransitionLog = new Map();
  return {
    take: (observed) => {
      mergeTransitions(log, observed);
      for (const key of log.keys()) {
        if (log.size <= KEPT) break;
        log.delete(key);
      }
    },
    between: (since, until, pod) =>
      timeline(log.values(), { watchedSince }).filter(
        (item) => toMillis(item.at) >= since && toMillis(item.at) <= until && (pod === undefined || isOf(pod, item)),
      ),
  };
};
