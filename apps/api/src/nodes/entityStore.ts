import { entityKey, type Entity, type EntityKind, type EntityOf } from "@bayplan/shared";

/** What is held of one node, by kind and id. */
export interface EntityStore {
  /** The same array until something of that kind changes. */
  all<Kind extends EntityKind>(kind: Kind): readonly EntityOf<Kind>[];
  get<Kind extends EntityKind>(kind: Kind, id: string): EntityOf<Kind> | undefined;
  count(kind: EntityKind): number;
  /** Grows with each change of that kind: what is derived from a kind holds until then. */
  revision(kind: EntityKind): number;
  upsert(entity: Entity): void;
  /** By key, `<kind>/<id>`; one that is not held is no error. */
  remove(key: string): void;
  keys(): string[];
  size(): number;
}

export const createEntityStore = (): EntityStore => {
  const kinds = new Map<string, Map<string, Entity>>();
  const revisions = new Map<string, number>();
  const lists = new Map<string, readonly Entity[]>();
  let size = 0;
  const changed = (kind: string): void => {
    revisions.set(kind, (revisions.get(kind) ?? 0) + 1);
    lists.delete(kind);
  };

  const list = (kind: string): readonly Entity[] => {
    const known = lists.get(kind);
    if (known) return known;
    const made = [...(kinds.get(kind)?.values() ?? [])];
    lists.set(kind, made);
    return made;
  };

  return {
    all: <Kind extends EntityKind>(kind: Kind) => list(kind) as readonly EntityOf<Kind>[],
    get: <Kind extends EntityKind>(kind: Kind, id: string) => kinds.get(kind)?.get(id) as EntityOf<Kind> | undefined,
    count: (kind) => kinds.get(kind)?.size ?? 0,
    revision: (kind) => revisions.get(kind) ?? 0,
    upsert: (entity) => {
      let ofKind = kinds.get(entity.kind);
      if (!ofKind) {
        ofKind = new Map();
        kinds.set(entity.kind, ofKind);
      }
      if (!ofKind.has(entity.id)) size += 1;
      ofKind.set(entity.id, entity);
      changed(entity.kind);
    },
    remove: (key) => {
      const slash = key.indexOf("/");
      const kind = key.slice(0, slash);
      if (!kinds.get(kind)?.delete(key.slice(slash + 1))) return;
      size -= 1;
      changed(kind);
    },
    keys: () => [...kinds.values()].flatMap((ofKind) => [...ofKind.values()].map(entityKey)),
    size: () => size,
  };
};
