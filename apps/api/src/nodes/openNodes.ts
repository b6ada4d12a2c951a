import type { Clock } from "@bayplan/shared";
import { createFeed, type WritableFeed } from "../feeds/createFeed.ts";
import type { Keyed } from "../views/feed.ts";
import type { NodeRow } from "../views/node.ts";
import type { Fleet } from "./fleet.ts";
import { needsReading } from "./picture.ts";
import { agentStateOf, type ClusterReading, type NodeState } from "./state.ts";
import type { Tab, TabInputs } from "./tab.ts";

/** A node stays open for so long after the last one looked, so that who was cut off can go on. Real milliseconds. */
const LINGER = 60_000;

export interface RunningReading extends ClusterReading {
  /** Resolves when each of its calls has answered or failed once. */
  settled: Promise<void>;
  stop(): Promise<void>;
}

export interface OpenNodesOptions {
  fleet: Fleet;
  clock: Clock;
  /** Reads from the API server what no agent tells; null where there is no API server. */
  startReading: ((name: string, needsSummary: () => boolean) => RunningReading) | null;
}

interface OpenTab {
  feed: WritableFeed<Keyed>;
  rows: (inputs: TabInputs<Keyed>) => Keyed[] | null;
  lookers: number;
}

interface OpenNode {
  tabs: Map<string, OpenTab>;
  lookers: number;
  reading: RunningReading | null;
  closing: NodeJS.Timeout | null;
}

export interface Opened<Row extends Keyed> {
  feed: WritableFeed<Row>;
  /** Resolves when what had to be read first is here, or is known not to come. */
  settled: Promise<void>;
  release: () => void;
}

export interface OpenNodes {
  /** Null for a node that nobody has named. */
  open<Row extends Keyed>(name: string, tab: Tab<Row>): Opened<Row> | null;
  /** Someone looks at it, or did a moment ago. */
  isOpen(name: string): boolean;
  /** That node's row was worked out anew. */
  computed(state: NodeState, row: NodeRow): void;
  /** There is no node of that name any more. */
  forgotten(name: string): void;
  /** What is read from the API server is read anew. */
  readAnew(): Promise<void>;
  subscribers(): number;
  stop(): Promise<void>;
}

/** Works out a node in full only while someone looks at it, and of its tabs those that are looked at. */
export const createOpenNodes = ({ fleet, clock, startReading }: OpenNodesOptions): OpenNodes => {
  const opened = new Map<string, OpenNode>();

  const read = (state: NodeState, open: OpenNode): void => {
    const needed = startReading !== null && needsReading(state, clock.now());
    if (needed && !open.reading) {
      open.reading = startReading(state.name, () => agentStateOf(state, clock.now()) !== "reporting");
    } else if (!needed && open.reading) {
      void open.reading.stop();
      open.reading = null;
    }
    state.reading = open.reading;
  };

  const compute = (state: NodeState, row: NodeRow, open: OpenNode): void => {
    for (const { feed, rows, lookers } of open.tabs.values()) {
      if (lookers === 0) continue;
      const made = rows({ state, row, now: clock.now(), before: feed.get });
      if (made) feed.replace(made);
    }
  };

  const close = async (name: string): Promise<void> => {
    const open = opened.get(name);
    if (!open) return;
    opened.delete(name);
    if (open.closing) clearTimeout(open.closing);
    const state = fleet.get(name);
    if (state) {
      state.reading = null;
      fleet.touch(name);
    }
    await open.reading?.stop();
  };

  const release = (name: string, open: OpenNode, tab: OpenTab): void => {
    open.lookers -= 1;
    tab.lookers -= 1;
    if (open.lookers > 0 || opened.get(name) !== open) return;
    open.closing = setTimeout(() => void close(name), LINGER);
    open.closing.unref();
  };

  const openTab = <Row extends Keyed>(open: OpenNode, tab: Tab<Row>): OpenTab => {
    const known = open.tabs.get(tab.id);
    if (known) return known;
    // Rows of one id are of one kind: the tab that asks is the one that made them.
    const made: OpenTab = { feed: createFeed<Keyed>(), rows: tab.begin() as OpenTab["rows"], lookers: 0 };
    open.tabs.set(tab.id, made);
    return made;
  };

  return {
    open: <Row extends Keyed>(name: string, tab: Tab<Row>): Opened<Row> | null => {
      const state = fleet.get(name);
      if (!state) return null;
      const open = opened.get(name) ?? { tabs: new Map(), lookers: 0, reading: null, closing: null };
      opened.set(name, open);
      const openedTab = openTab(open, tab);
      open.lookers += 1;
      openedTab.lookers += 1;
      if (open.closing) clearTimeout(open.closing);
      open.closing = null;
      read(state, open);
      // Working out the row works out the tabs too.
      fleet.row(name);
      let released = false;
      return {
        feed: openedTab.feed as unknown as WritableFeed<Row>,
        settled: open.reading?.settled ?? Promise.resolve(),
        release: () => {
          if (!released) release(name, open, openedTab);
          released = true;
        },
      };
    },
    isOpen: (name) => opened.has(name),
    computed: (state, row) => {
      const open = opened.get(state.name);
      if (!open) return;
      read(state, open);
      compute(state, row, open);
    },
    forgotten: (name) => {
      for (const { feed } of opened.get(name)?.tabs.values() ?? []) feed.replace([]);
    },
    readAnew: async () => {
      const readings = [...opened.values()].flatMap(({ reading }) => reading ?? []);
      for (const open of opened.values()) open.reading = null;
      await Promise.all(readings.map((reading) => reading.stop()));
    },
    subscribers: () => {
      let sum = 0;
      for (const { tabs } of opened.values()) for (const { feed } of tabs.values()) sum += feed.subscribers();
      return sum;
    },
    stop: async () => {
      await Promise.all([...opened.keys()].map(close));
    },
  };
};
