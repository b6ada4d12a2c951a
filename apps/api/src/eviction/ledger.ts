import { toMillis, type Event, type EvictionKind, type Millis, type Pod } from "@bayplan/shared";
import { createFeed, type WritableFeed } from "../feeds/createFeed.ts";
import type { EvictionView } from "../views/eviction.ts";
import type { Explained } from "./explain.ts";
import { observeEvent, observePod, type ObservedEviction } from "./observe.ts";

/** So many are kept in memory; the oldest go first. */
const KEPT = 10_000;
const DAY: Millis = 24 * 60 * 60_000;

/** What the kubelet did by itself, to a pod that ran: what others asked for, and what it never took in, is not counted. */
const BY_KUBELET = new Set<EvictionKind>([
  "threshold",
  "local-storage",
  "kubelet-preemption",
  "node-shutdown",
  "unknown",
]);

/** Pods of a node that had to go; one that was never let in is none of them. */
export interface EvictionCounts {
  byKubelet: number;
  /** For a taint, by the scheduler, by whoever asked the API, or left over. */
  byOthers: number;
}

export interface EvictionLedgerOptions {
  /** What is known of that node's evictions has changed. */
  changed(node: string): void;
  explain(observed: ObservedEviction, evictedAt: () => ReadonlyMap<string, Millis>): Explained;
  /** The node that holds that pod; undefined where none is known to. */
  nodeOf(uid: string): string | undefined;
  /** An eviction was compared with the order that was held before; once for each. */
  checked(correct: boolean): void;
}

export interface EvictionLedger {
  feed: WritableFeed<EvictionView>;
  fromEvent(event: Event): void;
  fromPod(pod: Pod, node: string): void;
  /** How many are known of that node in the 24 h before that moment. */
  countOf(node: string, now: Millis): EvictionCounts;
  /** When the kubelet evicted which pod of that node, by the pod's UID, by event or status. */
  toldOf(node: string): ReadonlyMap<string, Millis>;
  forgetAll(): void;
  /** Oldest first, from `since` up to and with `until`. */
  between(since: Millis, until: Millis): EvictionView[];
}

type Told = Pick<
  EvictionView,
  "kind" | "reason" | "message" | "resource" | "offenders" | "limit" | "shortage" | "conditions"
>;

const told = ({ eviction }: ObservedEviction): Told => ({
  kind: eviction.kind,
  reason: eviction.reason,
  message: eviction.message,
  resource: eviction.resource,
  offenders: eviction.offenders,
  limit: eviction.limit,
  shortage: eviction.shortage,
  conditions: eviction.conditions,
});

/** Of two sources' explanations, the one that an order was held for; what was compared once stays as it was. */
const better = (before: EvictionView | undefined, now: Explained): Explained => {
  if (!before || before.check.correct === null) return now;
  const { check, heldAt, others, used, asked } = before;
  return { ...now, check, heldAt, others, used, asked, why: before.why, signal: before.signal, unit: before.unit };
};

/** Evictions and refusals, each once, by the pod's UID: its event and its status tell of the same. */
export const createEvictionLedger = ({ changed, explain, nodeOf, checked }: EvictionLedgerOptions): EvictionLedger => {
  const feed = createFeed<EvictionView>();
  const byNode = new Map<string, Set<string>>();

  const forgetOldest = (): void => {
    const oldest = feed.rows().reduce((a, b) => (a.at <= b.at ? a : b));
    byNode.get(oldest.node)?.delete(oldest.key);
    feed.remove(oldest.key);
  };

  const rowsOf = (node: string): EvictionView[] => [...(byNode.get(node) ?? [])].flatMap((key) => feed.get(key) ?? []);

  const toldOf = (node: string): ReadonlyMap<string, Millis> =>
    new Map(
      rowsOf(node)
        .filter(({ kind }) => BY_KUBELET.has(kind))
        .map(({ uid, at }) => [uid, toMillis(at)]),
    );

  const take = (observed: ObservedEviction | null): void => {
    if (!observed) return;
    const { uid, namespace, pod, at } = observed;
    const key = uid || `${namespace}/${pod} ${at}`;
    const before = feed.get(key);
    // Pods are told anew with every whole picture.
    if (before?.seenIn.includes(observed.seenIn) && before.message === observed.eviction.message) return;
    const seenIn = [...new Set([...(before?.seenIn ?? []), observed.seenIn])].sort();
    const node = observed.node || before?.node || nodeOf(uid) || "";
    // The event has the moment of the decision and says all: a status adds nothing to it.
    const known = before && observed.seenIn === "status" && before.seenIn.includes("event");
    const row: EvictionView = known
      ? { ...before, node, seenIn }
      : {
          key,
          at,
          node,
          namespace,
          pod,
          uid,
          ...told(observed),
          ...better(
            before,
            explain({ ...observed, node }, () => toldOf(node)),
          ),
          seenIn,
        };
    if (!feed.set(row)) return;
    if (row.check.correct !== null && (before?.check.correct ?? null) === null) checked(row.check.correct);
    const ofNode = byNode.get(node) ?? new Set();
    byNode.set(node, ofNode.add(key));
    if (before && before.node !== node) byNode.get(before.node)?.delete(key);
    if (feed.size() > KEPT) forgetOldest();
    changed(node);
  };

  return {
    feed,
    fromEvent: (event) => take(observeEvent(event)),
    fromPod: (pod, node) => take(observePod(pod, node)),
    countOf: (node, now) => {
      const rows = rowsOf(node).filter(({ kind, at }) => kind !== "refused" && toMillis(at) > now - DAY);
      const byKubelet = rows.filter(({ kind }) => BY_KUBELET.has(kind)).length;
      return { byKubelet, byOthers: rows.length - byKubelet };
    },
    toldOf,
    forgetAll: () => {
      byNode.clear();
      feed.replace([]);
    },
    between: (since, until) =>
      feed
        .rows()
        .filter(({ at }) => toMillis(at) >= since && toMillis(at) <= until)
        .sort((a, b) => toMillis(a.at) - toMillis(b.at)),
  };
};
