import { isPlain } from "./keepUsed.ts";

export interface JoinedObjectsOptions {
  /** `/api/v1/persistentvolumes` */
  path: string;
  nodes: readonly string[];
  /** What joins an object to nodes: the names that these go by. */
  namesOf(object: unknown): string[];
  tell(node: string, call: string, body: unknown): void;
}

/** Objects of one kind that name no node: which of them concern a node shows in what else is known of it. */
export interface JoinedObjects {
  /** The node goes by these names too from now on. What has one of them and is here already is told as one that came. */
  join(node: string, names: Iterable<string>): void;
  listed(body: Readonly<Record<string, unknown>>): void;
  watched(type: unknown, object: unknown): void;
}

interface Held {
  object: unknown;
  names: readonly string[];
  /** The nodes it was told of: they are told of its end too, and of what it is once it concerns them no more. */
  told: Set<string>;
}

export function createJoinedObjects({ path, nodes, namesOf, tell }: JoinedObjectsOptions): JoinedObjects {
  const nodesByName = new Map<string, Set<string>>();
  const held = new Map<string, Held>();
  const placesByName = new Map<string, Set<string>>();

  const drop = (place: string): void => {
    for (const name of held.get(place)?.names ?? []) placesByName.get(name)?.delete(place);
    held.delete(place);
  };

  const hold = (place: string, object: unknown, names: readonly string[], told: Set<string>): void => {
    drop(place);
    held.set(place, { object, names, told });
    for (const name of names) of(placesByName, name).add(place);
  };

  const concerned = (names: readonly string[]): Set<string> =>
    new Set(names.flatMap((name) => [...(nodesByName.get(name) ?? [])]));

  return {
    join(node, names) {
      for (const name of names) {
        const known = of(nodesByName, name);
        if (known.has(node)) continue;
        known.add(node);
        for (const place of placesByName.get(name) ?? []) {
          const one = held.get(place);
          if (!one || one.told.has(node)) continue;
          one.told.add(node);
          tell(node, `watch ${path}`, { type: "ADDED", object: one.object });
        }
      }
    },
    listed(body) {
      held.clear();
      placesByName.clear();
      const items = Array.isArray(body["items"]) ? (body["items"] as unknown[]) : [];
      for (const item of items) {
        const names = namesOf(item);
        hold(placeOf(item), item, names, concerned(names));
      }
      for (const node of nodes)
        tell(node, `list ${path}`, { ...body, items: items.filter((item) => held.get(placeOf(item))?.told.has(node)) });
    },
    watched(type, object) {
      const names = namesOf(object);
      const place = placeOf(object);
      const now = concerned(names);
      for (const node of new Set([...(held.get(place)?.told ?? []), ...now]))
        tell(node, `watch ${path}`, { type, object });
      if (type === "DELETED") drop(place);
      else hold(place, object, names, now);
    },
  };
}

const placeOf = (object: unknown): string => {
  const { metadata } = isPlain(object) ? object : {};
  const { namespace, name } = isPlain(metadata) ? metadata : {};
  return `${String(namespace ?? "")}/${String(name)}`;
};

function of(sets: Map<string, Set<string>>, key: string): Set<string> {
  const known = sets.get(key);
  if (known) return known;
  const made = new Set<string>();
  sets.set(key, made);
  return made;
}
