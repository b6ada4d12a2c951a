import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { FeedMessage, Keyed, RowChange } from "../views/feed.ts";
import type { Feed, FollowOptions } from "./feed.ts";
import { pause } from "../pace/pause.ts";

/** Messages to one subscriber are at least this far apart, in real milliseconds: changes in between share one. */
const SPACING = 100;

/** The shortest tail of changes that is kept for those who reconnect. */
const SHORTEST_TAIL = 512;

/** So many rows are one message; more come in parts, where the feed knows which are looked at first. */
const ONE_MESSAGE = 500;
/** Rows of the first part, more than any screen shows; and of each that follows. */
const FIRST_PART = 150;
const PART = 250;
/** Real milliseconds between two parts, for the subscriber to draw and for the server to do other work. */
const PART_SPACING = 20;

export interface FeedOptions<Row extends Keyed> {
  /** The rows in the order in which they are looked at. Absent: all are told at once. */
  inOrder?(rows: Row[]): Row[];
}

export interface WritableFeed<Row extends Keyed> extends Feed<Row> {
  /** Replaces the row of that key; false when it says the same as before, which tells nobody. */
  set(row: Row): boolean;
  remove(key: string): boolean;
  /** Makes these the only rows. */
  replace(rows: readonly Row[]): void;
  size(): number;
  subscribers(): number;
}

interface Held<Row extends Keyed> {
  row: Row;
  /** The revision that brought it: whoever saw less gets all of it. */
  since: number;
  /** By field the revision that changed it last, where one did since then. */
  changes: Partial<Record<keyof Row, number>>;
}

/** The fields in which two rows of one key differ; null where one is gone, which a change cannot tell. */
const differing = <Row extends Keyed>(before: Row, after: Row): (keyof Row)[] | null => {
  for (const field in before) if (before[field] !== undefined && after[field] === undefined) return null;
  const fields: (keyof Row)[] = [];
  for (const field in after) if (!isDeepStrictEqual(before[field], after[field])) fields.push(field);
  return fields;
};

/**
 * A feed whose cost follows what changed: a log of changed keys, as long as the rows at most, and the revision of each
 * changed field answer every subscriber from where it is. One that fell behind the log, or comes from an earlier
 * process, starts anew.
 */
export const createFeed = <Row extends Keyed>({ inOrder }: FeedOptions<Row> = {}): WritableFeed<Row> => {
  const epoch = randomUUID().slice(0, 8);
  const rows = new Map<string, Held<Row>>();
  let log: string[] = [];
  let logStart = 0;
  let subscribers = 0;
  const waiting = new Set<() => void>();

  const revision = (): number => logStart + log.length;

  /** Returns the revision of the change. */
  const changed = (key: string): number => {
    log.push(key);
    const tail = Math.max(SHORTEST_TAIL, rows.size);
    if (log.length > 2 * tail) {
      logStart += log.length - tail;
      log = log.slice(-tail);
    }
    const woken = [...waiting];
    waiting.clear();
    for (const wake of woken) wake();
    return revision();
  };

  const allRows = (): Row[] => [...rows.values()].map(({ row }) => row);

  const changeOf = ({ row, changes }: Held<Row>, seen: number): RowChange<Row> => {
    const change: Partial<Row> = {};
    for (const field in changes) if ((changes[field] ?? 0) > seen) change[field] = row[field];
    return Object.assign(change, { key: row.key });
  };

  const since = (seen: number | null): FeedMessage<Row> => {
    if (seen === null || seen < logStart || seen > revision()) {
      return { reset: true, upserts: allRows(), changes: [], removals: [] };
    }
    const message: FeedMessage<Row> = { reset: false, upserts: [], changes: [], removals: [] };
    for (const key of new Set(log.slice(seen - logStart))) {
      const held = rows.get(key);
      if (!held) message.removals.push(key);
      else if (held.since > seen) message.upserts.push(held.row);
      else message.changes.push(changeOf(held, seen));
    }
    return message;
  };

  const change = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener("abort", wake, { once: true });
    });

  const parse = (id: string | null): number | null => {
    const [of, at] = id?.split(".") ?? [];
    return of === epoch && at !== undefined && /^\d+$/.test(at) ? Number(at) : null;
  };

  /** One message, or all rows in parts: whoever is cut off in between starts anew, by an id that tells no revision. */
  async function* told(seen: number | null, { signal, drained }: FollowOptions) {
    const id = `${epoch}.${revision()}`;
    const message = since(seen);
    if (!inOrder || !message.reset || message.upserts.length <= ONE_MESSAGE) {
      yield { id, message };
      return;
    }
    const keys = inOrder(message.upserts).map(({ key }) => key);
    for (let from = 0, to = FIRST_PART; from < keys.length && !signal.aborted; from = to, to += PART) {
      if (from > 0) await pause(from === FIRST_PART ? SPACING : PART_SPACING, signal);
      await drained(signal);
      // As they are by now; what changes after that is told when all have come.
      const upserts = keys.slice(from, to).flatMap((key) => rows.get(key)?.row ?? []);
      const part = { reset: from === 0, upserts, changes: [], removals: [] };
      yield to < keys.length
        ? { id: `${epoch}.part`, message: { ...part, total: keys.length } }
        : { id, message: part };
    }
  }

  async function* follow(options: FollowOptions) {
    const { signal, drained } = options;
    let seen = parse(options.lastEventId);
    let first = true;
    subscribers += 1;
    try {
      while (!signal.aborted) {
        if (first || seen !== revision()) {
          const before = seen;
          seen = revision();
          first = false;
          yield* told(before, options);
          await pause(SPACING, signal);
          await drained(signal);
        } else {
          await change(signal);
        }
      }
    } finally {
      subscribers -= 1;
    }
  }

  const remove = (key: string): boolean => {
    if (!rows.delete(key)) return false;
    changed(key);
    return true;
  };

  const set = (row: Row): boolean => {
    const held = rows.get(row.key);
    if (held?.row === row) return false;
    const fields = held ? differing(held.row, row) : null;
    if (fields?.length === 0) return false;
    const at = changed(row.key);
    if (!held || fields === null) {
      rows.set(row.key, { row, since: at, changes: {} });
      return true;
    }
    held.row = row;
    for (const field of fields) held.changes[field] = at;
    return true;
  };

  return {
    rows: allRows,
    get: (key) => rows.get(key)?.row,
    follow,
    set,
    remove,
    replace: (wanted) => {
      const keys = new Set(wanted.map((row) => row.key));
      for (const key of rows.keys()) if (!keys.has(key)) remove(key);
      for (const row of wanted) set(row);
    },
    size: () => rows.size,
    subscribers: () => subscribers,
  };
};
