import { toMillis, type Event, type Millis, type Pod } from "@bayplan/shared";
import { createFeed, type WritableFeed } from "../feeds/createFeed.ts";
import type { EvictionView } from "../views/eviction.ts";
import { observeEvent, observePod } from "./observe.ts";

/** So many are kept in memory; the oldest go first. */
const KEPT = 10_000;
const DAY: Millis = 24 * 60 * 60_000;

export interface EvictionLedger {
  feed: WritableFeed<EvictionView>;
  fromEvent(event: Event): void;
  fromPod(pod: Pod, node: string): void;
  /** How many are known of that node in the 24 h before that moment. */
  countOf(node: string, now: Millis): number;
  /** When the kubelet said that it evicts a pod of that node, by the pod's UID. */
  toldOf(node: string): ReadonlyMap<string, Millis>;
  forgetAll(): void;
  /** Oldest first, from `since` up to and with `until`. */
  between(since: Millis, until: Millis): EvictionView[];
}

/** Evictions by the kubelet, each once, by the pod's UID: its event and its status tell of the same. */
export const createEvictionLedger = (changed: (node: string) => void): EvictionLedger => {
  const feed = createFeed<EvictionView>();
  const byNode = new Map<string, Set<string>>();

  const forgetOldest = (): void => {
    const oldest = feed.rows().reduce((a, b) => (a.at <= b.at ? a : b));
    byNode.get(oldest.node)?.delete(oldest.key);
    feed.remove(oldest.key);
  };

  const take = (observed: Omit<EvictionView, "key"> | null): void => {
    if (!observed) return;
    const key = observed.uid || `${observed.namespace}/${observed.pod} ${observed.at}`;
    const before = feed.get(key);
    const seenIn = [...new Set([...(before?.seenIn ?? []), ...observed.seenIn])].sort();
    // The event has the moment of the decision and names the signal; the status alone knows the node for certain.
    const told = before && observed.seenIn.includes("status") && before.seenIn.includes("event") ? before : observed;
    const row: EvictionView = {
      ...told,
      key,
      node: observed.node || before?.node || "",
      signal: told.signal ?? before?.signal ?? observed.signal,
      seenIn,
    };
    if (!feed.set(row)) return;
    const ofNode = byNode.get(row.node) ?? new Set();
    byNode.set(row.node, ofNode.add(row.key));
    if (before && before.node !== row.node) byNode.get(before.node)?.delete(row.key);
    if (feed.size() > KEPT) forgetOldest();
    changed(row.node);
  };

  return {
    feed,
    fromEvent: (event) => take(observeEvent(event)),
    fromPod: (pod, node) => take(observePod(pod, node)),
    countOf: (node, now) => {
      let count = 0;
      for (const key of byNode.get(node) ?? []) {
        const row = feed.get(key);
        if (row && toMillis(row.at) > now - DAY) count += 1;
      }
      return count;
    },
    toldOf: (node) => {
      const told = new Map<string, Millis>();
      for (const key of byNode.get(node) ?? []) {
        const row = feed.get(key);
        if (row?.seenIn.includes("event")) told.set(row.uid, toMillis(row.at));
      }
      return told;
    },
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
