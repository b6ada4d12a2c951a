import {
  mergeTransitions,
  timeline,
  toMillis,
  type Millis,
  type TimelineItem,
  type Transition,
  type TransitionLog,
} from "@bayplan/shared";

/** Observations kept of one pod and of one node; those that came first go first. */
const OF_A_POD = 1_500;
const OF_A_NODE = 12_000;

/** What is known of one node's changes, in memory. */
export interface NodeTransitions {
  /** When the watch of this node began: what lies before was found, not seen. */
  readonly watchedSince: Millis;
  take(observed: readonly Transition[]): void;
  /** Oldest first, each change once, from `since` up to and with `until`; of one pod by UID, name or `<namespace>/<name>`. */
  between(since: Millis, until: Millis, pod?: string): TimelineItem[];
  /** Of the pod with that UID, oldest first. */
  ofPod(uid: string): readonly TimelineItem[];
  /** Grows with each change. */
  revision(): number;
}

interface PodLog {
  log: TransitionLog;
  /** Null: it must be worked out anew. */
  items: readonly TimelineItem[] | null;
}

const isOf = (pod: string, item: TimelineItem): boolean =>
  item.uid === pod || item.pod === pod || `${item.namespace}/${item.pod}` === pod;

/** In UTC the text up to its fraction sorts as it is, whatever precision its source gave. */
const sortable = ({ at }: TimelineItem): string => at.slice(0, -1);

const byMoment = (a: TimelineItem, b: TimelineItem): number => {
  const [left, right] = [sortable(a), sortable(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};

const dropOldest = (log: TransitionLog, most: number): void => {
  for (const key of log.keys()) {
    if (log.size <= most) break;
    log.delete(key);
  }
};

/** @param watchedSince when this node's agent first reported. */
export const createNodeTransitions = (watchedSince: Millis): NodeTransitions => {
  /** By UID, the pod that changed last at the end. */
  const pods = new Map<string, PodLog>();
  let size = 0;
  let revision = 0;

  const takeOne = (uid: string, observed: readonly Transition[]): void => {
    const known = pods.get(uid) ?? { log: new Map(), items: null };
    size -= known.log.size;
    if (mergeTransitions(known.log, observed).length > 0) {
      dropOldest(known.log, OF_A_POD);
      known.items = null;
      revision += 1;
      pods.delete(uid);
      pods.set(uid, known);
    }
    size += known.log.size;
  };

  const forgetLongQuiet = (): void => {
    for (const [uid, { log }] of pods) {
      if (size <= OF_A_NODE) break;
      if (pods.size === 1) break;
      pods.delete(uid);
      size -= log.size;
    }
  };

  const itemsOf = (pod: PodLog): readonly TimelineItem[] =>
    (pod.items ??= timeline(pod.log.values(), { watchedSince }));

  return {
    watchedSince,
    take: (observed) => {
      for (const [uid, ofPod] of Map.groupBy(observed, (transition) => transition.uid)) takeOne(uid, ofPod);
      if (size > OF_A_NODE) forgetLongQuiet();
    },
    between: (since, until, pod) =>
      [...pods.values()]
        .flatMap(itemsOf)
        .filter(
          (item) => toMillis(item.at) >= since && toMillis(item.at) <= until && (pod === undefined || isOf(pod, item)),
        )
        .sort(byMoment),
    ofPod: (uid) => {
      const pod = pods.get(uid);
      return pod ? itemsOf(pod) : [];
    },
    revision: () => revision,
  };
};
