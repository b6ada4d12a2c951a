import {
  transitionsBetween,
  type ChangeCause,
  type Clock,
  type Millis,
  type Time,
  type Transition,
} from "@bayplan/shared";
import { entityKey, MAX_ENTITY_LENGTH, type Entity, type EntityKind, type EntityOf } from "@bayplan/shared/report";
import { jsonLength } from "./jsonLength.ts";
import { sameValue } from "./sameValue.ts";

/** Told of every change, at once and in order. */
export interface Follower {
  changed(key: string): void;
  /** What happened to one thing; `before` is what was known of it, undefined for one that its event shows first. */
  moved(transitions: readonly Transition[], before: Entity | undefined): void;
  /** One thing is first seen, and no event shows it coming: what had happened to it by then follows from itself. */
  appeared(entity: Entity, at: Millis): void;
}

/** What is known of the node now, one thing at a time. What is put and says nothing new changes nothing. */
export interface Ledger {
  get<Kind extends EntityKind>(kind: Kind, id: string): EntityOf<Kind> | undefined;
  all<Kind extends EntityKind>(kind: Kind): EntityOf<Kind>[];
  put(entity: Entity, cause?: ChangeCause): void;
  remove(kind: EntityKind, id: string, cause?: ChangeCause): void;
  /** These are all there are of these kinds; what is missing is gone. */
  replace(kinds: readonly EntityKind[], entities: readonly Entity[]): void;
  /** A call answered, by the id of its source state. */
  hear(id: string, at: Time): void;
  heard(): ReadonlyMap<string, Time>;
  /** What was too large to keep, in words a person recognises. */
  leftOut(kinds: readonly EntityKind[]): string[];
  keys(): string[];
  /** The entity of a key with about its length in characters of JSON. */
  at(key: string): Recorded | undefined;
  follow(follower: Follower): () => void;
}

export interface Recorded {
  entity: Entity;
  length: number;
}

const MOVING: ReadonlySet<EntityKind> = new Set<EntityKind>(["pod", "sandbox", "container"]);

export function createLedger(clock: Clock): Ledger {
  const kinds = new Map<EntityKind, Map<string, Recorded>>();
  const tooLarge = new Map<EntityKind, Map<string, string>>();
  const heard = new Map<string, Time>();
  const followers = new Set<Follower>();

  const of = (kind: EntityKind): Map<string, Recorded> => {
    const known = kinds.get(kind);
    if (known) return known;
    const fresh = new Map<string, Recorded>();
    kinds.set(kind, fresh);
    return fresh;
  };

  const tell = (before: Entity | undefined, after: Entity | undefined, cause: ChangeCause | undefined): void => {
    const subject = after ?? before;
    if (!subject) return;
    const key = entityKey(subject);
    for (const follower of followers) follower.changed(key);
    move(before, after, cause);
  };

  const move = (before: Entity | undefined, after: Entity | undefined, cause: ChangeCause | undefined): void => {
    if (!MOVING.has((after ?? before)?.kind as EntityKind)) return;
    const now = clock.now();
    if (after && !before && !cause) {
      for (const follower of followers) follower.appeared(after, now);
      return;
    }
    const transitions = transitionsBetween(before, after, now, cause);
    if (transitions.length > 0) for (const follower of followers) follower.moved(transitions, before);
  };

  /** It is still there, only not kept: nothing is said to have happened to it. */
  const forget = (kind: EntityKind, id: string): void => {
    if (!kinds.get(kind)?.delete(id)) return;
    for (const follower of followers) follower.changed(entityKey({ kind, id }));
  };

  const remove = (kind: EntityKind, id: string, cause?: ChangeCause): void => {
    tooLarge.get(kind)?.delete(id);
    const before = kinds.get(kind)?.get(id);
    if (!before) return;
    kinds.get(kind)?.delete(id);
    tell(before.entity, undefined, cause);
  };

  const put = (entity: Entity, cause?: ChangeCause): void => {
    const before = of(entity.kind).get(entity.id)?.entity;
    if (before && sameValue(before, entity)) {
      // An event can tell what a list was quicker to show: it happened now, it was not only found so.
      if (cause) move(before, entity, cause);
      return;
    }
    const length = lengthOf(entity);
    if (length > MAX_ENTITY_LENGTH) {
      forget(entity.kind, entity.id);
      const names = tooLarge.get(entity.kind) ?? new Map<string, string>();
      tooLarge.set(entity.kind, names.set(entity.id, `${describe(entity)} (${Math.ceil(length / 1024)} KiB)`));
      return;
    }
    tooLarge.get(entity.kind)?.delete(entity.id);
    of(entity.kind).set(entity.id, { entity, length });
    tell(before, entity, cause);
  };

  return {
    get: <Kind extends EntityKind>(kind: Kind, id: string) =>
      kinds.get(kind)?.get(id)?.entity as EntityOf<Kind> | undefined,
    all: <Kind extends EntityKind>(kind: Kind) =>
      Array.from(of(kind).values(), ({ entity }) => entity as EntityOf<Kind>),
    put,
    remove,
    replace(replaced, entities) {
      const present = new Set(entities.map(entityKey));
      for (const entity of entities) put(entity);
      for (const kind of replaced) {
        const known = [...of(kind).keys(), ...(tooLarge.get(kind)?.keys() ?? [])];
        for (const id of known) if (!present.has(entityKey({ kind, id }))) remove(kind, id);
      }
    },
    hear: (id, at) => void heard.set(id, at),
    heard: () => heard,
    leftOut: (asked) => asked.flatMap((kind) => [...(tooLarge.get(kind)?.values() ?? [])]),
    keys: () => [...kinds].flatMap(([kind, known]) => [...known.keys()].map((id) => entityKey({ kind, id }))),
    at(key) {
      const slash = key.indexOf("/");
      return kinds.get(key.slice(0, slash) as EntityKind)?.get(key.slice(slash + 1));
    },
    follow(follower) {
      followers.add(follower);
      return () => void followers.delete(follower);
    },
  };
}

/** Exact where it could matter: text can need twice the room of its characters. */
function lengthOf(entity: Entity): number {
  const about = jsonLength(entity);
  return about > MAX_ENTITY_LENGTH / 4 ? JSON.stringify(entity).length : about;
}

function describe(entity: Entity): string {
  if ("namespace" in entity && "name" in entity) return `${entity.kind} ${entity.namespace}/${entity.name}`;
  return `${entity.kind} ${entity.id}`;
}
