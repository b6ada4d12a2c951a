import type { ApiObject } from "../kubernetes.ts";
import { MINUTE } from "../time/clock.ts";

export interface Change<T extends ApiObject = ApiObject> {
  type: "ADDED" | "MODIFIED" | "DELETED";
  version: number;
  at: number;
  object: T;
  /** What it replaced: a watch by selector must say DELETED when an object no longer matches. */
  previous: T | undefined;
}

/** One count for all kinds, as a cluster's store has it. */
export interface Versions {
  current: number;
}

/** All objects of one kind, with the changes of the last minutes. */
export interface Collection<T extends ApiObject = ApiObject> {
  get(namespace: string, name: string): T | undefined;
  /** In the store's order: by namespace, then name. */
  list(): T[];
  size(): number;
  /** Stores the object under a new resource version and returns it as stored. */
  put(object: T): T;
  remove(namespace: string, name: string): void;
  version(): number;
  /** What changed after that version, oldest first; null where the history reaches back no further. */
  since(version: number): Change<T>[] | null;
  /** The objects as they were at that version, in order; null where the history reaches back no further. */
  at(version: number): T[] | null;
  subscribe(listener: (change: Change<T>) => void): () => void;
  /** Forgets the history, as a store that was just compacted. */
  compact(): void;
  historySize(): number;
}

/** How long a change can still be watched from, as etcd's compaction leaves it. */
const HISTORY = 5 * MINUTE;
const HISTORY_CHANGES = 20_000;

export function createCollection<T extends ApiObject>(versions: Versions, now: () => number): Collection<T> {
  const objects = new Map<string, T>();
  const listeners = new Set<(change: Change<T>) => void>();
  let history: Change<T>[] = [];
  let forgotten = versions.current;

  function record(type: Change["type"], object: T, previous: T | undefined): void {
    const change = { type, version: versions.current, at: now(), object, previous };
    history.push(change);
    // Trimmed in batches, so that a change does not cost a copy of the whole history.
    if (history.length % 256 === 0) trim();
    for (const listener of listeners) listener(change);
  }

  function trim(): void {
    const oldest = now() - HISTORY;
    let keep = Math.max(0, history.length - HISTORY_CHANGES);
    for (let first = history[keep]; first && first.at < oldest; first = history[keep]) keep++;
    if (keep === 0) return;
    forgotten = history[keep - 1]?.version ?? forgotten;
    history = history.slice(keep);
  }

  const stored = (object: T): T => ({
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(++versions.current) },
  });

  const inOrder = (from: Map<string, T>): T[] =>
    [...from.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);

  return {
    get: (namespace, name) => objects.get(key(namespace, name)),
    list: () => inOrder(objects),
    size: () => objects.size,
    put(object) {
      const place = key(object.metadata.namespace ?? "", object.metadata.name);
      const previous = objects.get(place);
      const next = stored(object);
      objects.set(place, next);
      record(previous ? "MODIFIED" : "ADDED", next, previous);
      return next;
    },
    remove(namespace, name) {
      const place = key(namespace, name);
      const previous = objects.get(place);
      if (!previous) return;
      objects.delete(place);
      record("DELETED", stored(previous), previous);
    },
    version: () => versions.current,
    since(version) {
      trim();
      return version < forgotten ? null : history.filter((change) => change.version > version);
    },
    at(version) {
      trim();
      if (version < forgotten) return null;
      const then = new Map(objects);
      for (const change of history.toReversed()) {
        if (change.version <= version) break;
        const { namespace, name } = change.object.metadata;
        if (change.previous) then.set(key(namespace ?? "", name), change.previous);
        else then.delete(key(namespace ?? "", name));
      }
      return inOrder(then);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    compact() {
      forgotten = versions.current;
      history = [];
    },
    historySize: () => history.length,
  };
}

const key = (namespace: string, name: string) => `${namespace}/${name}`;
