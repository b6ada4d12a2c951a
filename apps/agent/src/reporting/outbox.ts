import { transitionsBetween, type Millis, type Time, type Transition } from "@bayplan/shared";
import { entityKey, type Entity } from "@bayplan/shared/report";
import type { Ledger } from "../ledger/ledger.ts";

/** Transitions that one aggregator has not stored yet: so many are kept, the oldest go first. */
export const MOST_TRANSITIONS = 5_000;

/** What one report says, sequence and header apart. */
export interface Contents {
  full: boolean;
  complete: boolean;
  upserts: Entity[];
  removals: string[];
  transitions: Transition[];
  heard: Record<string, Time>;
}

/** What one aggregator is yet to be told. */
export interface Outbox {
  /** Whether there is anything but moments of answers. */
  hasNews(): boolean;
  hasAnything(): boolean;
  /** Takes out what the next report says, cut to about `limit` characters of JSON. */
  take(limit: number, sequence: number): Contents;
  /** Everything is to be told, again. */
  reset(): void;
  /** Transitions up to that report's are stored for good. */
  stored(sequence: number): void;
  close(): void;
}

export interface OutboxOptions {
  ledger: Ledger;
  onNews: () => void;
  /** So many transitions went untold: they are more than are kept. */
  onDropped: (count: number) => void;
}

const TRANSITION_LENGTH = 700;

/**
 * What had happened to a thing by its first sight is not told where a whole picture tells the thing itself: the
 * aggregator finds the same in it. A node of 500 pods has 10,000 of these. Once the thing moves on, no picture shows it
 * as it was any more, and what it was goes with what became of it.
 */
export function createOutbox({ ledger, onNews, onDropped }: OutboxOptions): Outbox {
  /** Keys of a whole picture that are yet to go, drawn up when its first part is; null when one is told. */
  let whole: string[] | null = [];
  let opened = false;
  const dirty = new Set<string>();
  let told = new Map<string, Time>();
  let transitions: { transition: Transition; sequence: number | null }[] = [];
  /** When those things were first seen that have not moved since and that a whole picture tells, by their keys. */
  const firstSights = new Map<string, Millis>();

  const keep = (moved: readonly Transition[]): void => {
    for (const transition of moved) transitions.push({ transition, sequence: null });
    const excess = transitions.length - MOST_TRANSITIONS;
    const untold = excess > 0 ? transitions.splice(0, excess).filter(({ sequence }) => sequence === null).length : 0;
    if (untold > 0) onDropped(untold);
  };

  const keepFirstSight = (entity: Entity): void => {
    const key = entityKey(entity);
    const at = firstSights.get(key);
    if (at === undefined) return;
    firstSights.delete(key);
    keep(transitionsBetween(undefined, entity, at));
  };

  const reset = (): void => {
    whole = [];
    opened = false;
    dirty.clear();
    told = new Map();
    for (const kept of transitions) kept.sequence = null;
  };

  const unfollow = ledger.follow({
    changed(key) {
      dirty.add(key);
      // Through a long outage things come and go: their removals may outnumber what is there.
      if (dirty.size > 10_000 && dirty.size > 3 * ledger.keys().length) reset();
      onNews();
    },
    moved(moved, before) {
      if (before) keepFirstSight(before);
      keep(moved);
      onNews();
    },
    appeared(entity, at) {
      if (whole !== null && !opened) firstSights.set(entityKey(entity), at);
      else keep(transitionsBetween(undefined, entity, at));
      onNews();
    },
  });

  const newlyHeard = (): Record<string, Time> => {
    const news: Record<string, Time> = {};
    for (const [id, at] of ledger.heard()) if (told.get(id) !== at) news[id] = at;
    return news;
  };

  const takeKeys = (
    from: Iterable<string>,
    room: number,
  ): { upserts: Entity[]; removals: string[]; taken: string[]; room: number } => {
    const upserts: Entity[] = [];
    const removals: string[] = [];
    const taken: string[] = [];
    let left = room;
    for (const key of from) {
      const recorded = ledger.at(key);
      const length = recorded?.length ?? key.length;
      if (length > left && taken.length > 0) break;
      left -= length;
      taken.push(key);
      if (recorded) upserts.push(recorded.entity);
      else removals.push(key);
    }
    return { upserts, removals, taken, room: left };
  };

  return {
    hasNews: () => whole !== null || dirty.size > 0 || transitions.some(({ sequence }) => sequence === null),
    hasAnything() {
      return this.hasNews() || Object.keys(newlyHeard()).length > 0;
    },
    take(limit, sequence) {
      const wasWhole = whole !== null;
      const full = wasWhole && !opened;
      if (full) {
        whole = ledger.keys();
        dirty.clear();
      }
      const { upserts, removals, taken, room } = takeKeys(whole ?? dirty, limit);
      if (whole) {
        whole = whole.slice(taken.length);
        opened = true;
        if (whole.length === 0) whole = null;
      } else for (const key of taken) dirty.delete(key);
      const complete = whole === null;
      const unsent = complete
        ? transitions
            .filter((kept) => kept.sequence === null)
            .slice(0, Math.max(1, Math.floor(room / TRANSITION_LENGTH)))
        : [];
      for (const kept of unsent) kept.sequence = sequence;
      const heard = newlyHeard();
      for (const id of Object.keys(heard)) told.set(id, heard[id] ?? "");
      // What vanished before its part of a whole picture went was never told.
      return {
        full,
        complete,
        upserts,
        removals: wasWhole ? [] : removals,
        transitions: unsent.map((kept) => kept.transition),
        heard,
      };
    },
    reset,
    stored(sequence) {
      transitions = transitions.filter((kept) => kept.sequence === null || kept.sequence > sequence);
    },
    close: unfollow,
  };
}
