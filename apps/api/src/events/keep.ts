import type { Event } from "@bayplan/shared";

/** So many are kept of one node, and of one object where the event names no node; the oldest that came go first. */
const OF_A_NODE = 200;
const OF_AN_OBJECT = 20;
/** Of all nodes and objects together. */
const ALL = 50_000;

export interface EventLog {
  take(event: Event): void;
  /** Those that name that node. */
  ofNode(node: string): Iterable<Event>;
  /** Those about that object that name no node: the scheduler's and the controllers'. */
  ofObject(uid: string): Iterable<Event>;
  /** Those about the node itself. */
  aboutNode(node: string): readonly Event[];
  forgetAll(): void;
}

type Group = Map<string, Event>;

/** Events beyond the hour for which the API server keeps them, in memory, by node and else by object. */
export const createEventLog = (): EventLog => {
  const nodes = new Map<string, Group>();
  const objects = new Map<string, Group>();
  const abouts = new Map<string, readonly Event[]>();
  /** Where each event lies, in the order they came. */
  const places = new Map<string, Group>();

  const drop = (uid: string): void => {
    places.get(uid)?.delete(uid);
    places.delete(uid);
  };

  const groupOf = (groups: Map<string, Group>, key: string): Group => {
    const known = groups.get(key);
    if (known) return known;
    const group: Group = new Map();
    groups.set(key, group);
    return group;
  };

  return {
    take: (event) => {
      const group = event.node ? groupOf(nodes, event.node) : groupOf(objects, event.object.uid);
      drop(event.uid);
      group.set(event.uid, event);
      places.set(event.uid, group);
      const [oldest] = group.keys();
      if (group.size > (event.node ? OF_A_NODE : OF_AN_OBJECT) && oldest !== undefined) drop(oldest);
      if (event.object.kind === "Node") {
        abouts.set(
          event.node,
          [...group.values()].filter(({ object }) => object.kind === "Node"),
        );
      }
      const [first] = places.keys();
      if (places.size > ALL && first !== undefined) drop(first);
      for (const [uid, emptied] of objects) {
        if (emptied.size > 0) break;
        objects.delete(uid);
      }
    },
    ofNode: (node) => nodes.get(node)?.values() ?? [],
    ofObject: (uid) => objects.get(uid)?.values() ?? [],
    aboutNode: (node) => abouts.get(node) ?? [],
    forgetAll: () => {
      nodes.clear();
      objects.clear();
      places.clear();
      abouts.clear();
    },
  };
};
