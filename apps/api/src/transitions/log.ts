import {
  logKey,
  mergeTransitions,
  timeline,
  toMillis,
  transitionsBetween,
  type Entity,
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
  /** Takes what was there at `sight`, when it was first seen: what had happened to it before can be read off it. */
  found(entities: readonly Entity[], sight: Millis): void;
  /** Oldest first, each change once, from `since` up to and with `until`; of one pod by UID, name or `<namespace>/<name>`. */
  between(since: Millis, until: Millis, pod?: string): TimelineItem[];
  /** Of the pod with that UID, oldest first. */
  ofPod(uid: string): readonly TimelineItem[];
  /** Grows with each change. */
  revision(): number;
}

interface Found {
  entity: Entity;
  sight: Millis;
}

/**
 * Most pods are quiet, and nobody asks for them: what was found of one is read off, and the keys of its entries are made
 * out, only when something else is told of it or someone looks.
 */
interface PodLog {
  entries: readonly Transition[];
  unread: readonly Found[];
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

const podOf = (entity: Entity): string | null =>
  entity.kind === "pod" ? entity.id : entity.kind === "container" || entity.kind === "sandbox" ? entity.podUid : null;

const readOff = ({ entity, sight }: Found): Transition[] => transitionsBetween(undefined, entity, sight);

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

  const merged = ({ entries, unread }: PodLog, observed: readonly Transition[]): TransitionLog | null => {
    const log: TransitionLog = new Map(entries.map((entry) => [logKey(entry), entry]));
    if (mergeTransitions(log, [...unread.flatMap(readOff), ...observed]).length === 0) return null;
    dropOldest(log, OF_A_POD);
    return log;
  };

  /** What is known of a pod, with all that was found of it. */
  const readPod = (pod: PodLog): PodLog => {
    const log = pod.unread.length === 0 ? null : merged(pod, []);
    pod.unread = [];
    if (log) {
      size += log.size - pod.entries.length;
      pod.entries = [...log.values()];
      pod.items = null;
    }
    return pod;
  };

  const takeOne = (uid: string, observed: readonly Transition[]): void => {
    const known = readPod(pods.get(uid) ?? { entries: [], unread: [], items: null });
    const log = merged(known, observed);
    if (!log) return;
    size += log.size - known.entries.length;
    revision += 1;
    pods.delete(uid);
    pods.set(uid, { entries: [...log.values()], unread: [], items: null });
  };

  const findOne = (uid: string, found: Found): void => {
    const known = pods.get(uid);
    const [first] = known?.unread ?? [];
    // Seen before: most of it is known, and what is held must not grow with each look.
    if (known && first?.sight !== found.sight) return takeOne(uid, readOff(found));
    pods.set(uid, { entries: [], items: null, unread: [...(known?.unread ?? []), found] });
    revision += 1;
  };

  const forgetLongQuiet = (): void => {
    for (const [uid, { entries }] of pods) {
      if (size <= OF_A_NODE) break;
      if (pods.size === 1) break;
      pods.delete(uid);
      size -= entries.length;
    }
  };

  const itemsOf = (pod: PodLog): readonly TimelineItem[] =>
    (readPod(pod).items ??= timeline(pod.entries, { watchedSince }));

  return {
    watchedSince,
    take: (observed) => {
      for (const [uid, ofPod] of Map.groupBy(observed, (transition) => transition.uid)) takeOne(uid, ofPod);
      if (size > OF_A_NODE) forgetLongQuiet();
    },
    found: (entities, sight) => {
      for (const entity of entities) {
        const uid = podOf(entity);
        if (uid !== null) findOne(uid, { entity, sight });
      }
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
