import type { Clock, Millis, Node } from "@bayplan/shared";
import type { EvictionCounts } from "../eviction/ledger.ts";
import { stepPressure } from "../eviction/pressure.ts";
import { createFeed, type WritableFeed } from "../feeds/createFeed.ts";
import { stepFindings, type ClusterFacts } from "../findings/collect.ts";
import type { FleetRow, NodeRow, SourceView } from "../views/node.ts";
import { createCoalescer } from "./coalesce.ts";
import { fleetRow } from "./fleetRow.ts";
import { agentStateOf, createNodeState, type NodeState } from "./state.ts";
import { mostUrgentFirst } from "./urgency.ts";
import { viewRow } from "./viewRow.ts";

/** How often silence and overdue calls are looked for. */
const TICK: Millis = 5_000;
/** A node that the API server does not know is forgotten when its agent was silent for so long. */
const FORGOTTEN_AFTER: Millis = 60_000;
/** Since when something is found to be so is told as exactly as this. */
const BEHIND: Millis = 5_000;
/** Far above any cluster: so many names can only be made up. */
const MOST_NODES = 20_000;

export interface FleetOptions {
  clock: Clock;
  /** Whether there is an API server: what it does not know is then forgotten in time. */
  hasCluster: boolean;
  /** How the API server's own calls fare. */
  cluster(): readonly SourceView[];
  evictionsOf(node: string, now: Millis): EvictionCounts;
  /** What the cluster tells that helps to judge a node. */
  facts: ClusterFacts;
  /** A node's row was worked out anew: so are the views of it that someone looks at. */
  computed(state: NodeState, row: NodeRow): void;
  forgotten(name: string): void;
}

export interface Fleet {
  feed: WritableFeed<FleetRow>;
  get(name: string): NodeState | undefined;
  /** Null where there are too many already. */
  ensure(name: string): NodeState | null;
  states(): NodeState[];
  setApiNode(node: Node): void;
  removeApiNode(name: string): void;
  /** These are all the nodes that the API server has. */
  replaceApiNodes(nodes: readonly Node[]): void;
  /** As if nobody had ever named one: a replay begins again. */
  forgetAll(): void;
  touch(name: string): void;
  touchAll(): void;
  /** About to take news of a node in: what came before is judged first where time runs faster than the work. */
  catchUp(name: string): void;
  /** As it is at this moment, without waiting for the next turn. */
  row(name: string): NodeRow | undefined;
  rows(): NodeRow[];
  stop(): void;
}

/** Every node that the API server or an agent named. */
export const createFleet = ({
  clock,
  hasCluster,
  cluster,
  evictionsOf,
  facts,
  computed,
  forgotten,
}: FleetOptions): Fleet => {
  const feed = createFeed<FleetRow>({ inOrder: mostUrgentFirst });
  /** Whole, as each last came out. */
  const rows = new Map<string, NodeRow>();
  const states = new Map<string, NodeState>();

  const coalescer = createCoalescer((name) => {
    const state = states.get(name);
    if (!state) return;
    const now = clock.now();
    // The agent's samples are taken in as they come; those that are read from the API server, here.
    if (state.reading) stepPressure(state, now);
    stepFindings(state, facts, now);
    const row = viewRow({ state, cluster: cluster(), evictions: evictionsOf(name, now), now });
    rows.set(name, row);
    feed.set(fleetRow(row));
    computed(state, row);
  });

  const ensure = (name: string): NodeState | null => {
    const known = states.get(name);
    if (known) return known;
    if (states.size >= MOST_NODES) return null;
    const state = createNodeState(name, clock.now(), performance.now());
    states.set(name, state);
    coalescer.touch(name);
    return state;
  };

  const forget = (name: string): void => {
    states.delete(name);
    rows.delete(name);
    feed.remove(name);
    forgotten(name);
  };

  const setApiNode = (node: Node): void => {
    const state = ensure(node.name);
    if (!state) return;
    state.api = node;
    coalescer.touch(node.name);
  };

  const removeApiNode = (name: string): void => {
    const state = states.get(name);
    if (!state) return;
    state.api = null;
    if (agentStateOf(state, clock.now()) === "reporting") coalescer.touch(name);
    else forget(name);
  };

  const isForgettable = (state: NodeState, now: Millis): boolean =>
    !state.api && state.session !== null && hasCluster && now - state.session.reportedAt > FORGOTTEN_AFTER;

  const tick = (): void => {
    const now = clock.now();
    for (const state of states.values()) {
      if (isForgettable(state, now)) forget(state.name);
      else if (agentStateOf(state, now) !== "reporting") coalescer.touch(state.name);
    }
    cancelTick = clock.after(TICK, tick);
  };
  let cancelTick = clock.after(TICK, tick);

  return {
    feed,
    get: (name) => states.get(name),
    ensure,
    states: () => [...states.values()],
    setApiNode,
    removeApiNode,
    replaceApiNodes: (nodes) => {
      const names = new Set(nodes.map((node) => node.name));
      for (const state of states.values()) if (state.api && !names.has(state.name)) removeApiNode(state.name);
      for (const node of nodes) setApiNode(node);
    },
    forgetAll: () => {
      for (const name of states.keys()) forget(name);
    },
    touch: coalescer.touch,
    catchUp: (name) => {
      const state = states.get(name);
      const now = clock.now();
      if (state && coalescer.isDirty(name) && now - state.foundAt >= BEHIND) stepFindings(state, facts, now);
    },
    touchAll: () => {
      for (const name of states.keys()) coalescer.touch(name);
    },
    row: (name) => {
      if (!states.has(name)) return undefined;
      coalescer.touch(name);
      coalescer.flush(name);
      return rows.get(name);
    },
    rows: () => {
      coalescer.flushAll();
      return [...rows.values()];
    },
    stop: () => {
      cancelTick();
      coalescer.stop();
    },
  };
};
