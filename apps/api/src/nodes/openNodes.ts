import type { Clock } from "@bayplan/shared";
import { createFeed, type WritableFeed } from "../feeds/createFeed.ts";
import type { NodeHeader, NodeRow } from "../views/node.ts";
import type { NodePart } from "../views/part.ts";
import type { Fleet } from "./fleet.ts";
import { nodeParts, settledHeader } from "./parts.ts";
import { needsReading } from "./picture.ts";
import { agentStateOf, type ClusterReading, type NodeState } from "./state.ts";

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

interface OpenNode {
  feed: WritableFeed<NodePart>;
  lookers: number;
  reading: RunningReading | null;
  closing: NodeJS.Timeout | null;
}

export interface OpenNodes {
  /** Null for a node that nobody has named. */
  open(name: string): { feed: WritableFeed<NodePart>; settled: Promise<void>; release: () => void } | null;
  /** That node's row was worked out anew. */
  computed(state: NodeState, row: NodeRow): void;
  /** There is no node of that name any more. */
  forgotten(name: string): void;
  /** What is read from the API server is read anew. */
  readAnew(): Promise<void>;
  subscribers(): number;
  stop(): Promise<void>;
}

/** Works out a node in full only while someone looks at it. */
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
    const [header, ...others] = nodeParts(state, row, clock.now());
    const settled: NodeHeader = settledHeader(header, open.feed.get("node"));
    open.feed.replace([settled, ...others]);
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

  const release = (name: string, open: OpenNode): void => {
    open.lookers -= 1;
    if (open.lookers > 0 || opened.get(name) !== open) return;
    open.closing = setTimeout(() => void close(name), LINGER);
    open.closing.unref();
  };

  return {
    open: (name) => {
      const state = fleet.get(name);
      if (!state) return null;
      const open = opened.get(name) ?? { feed: createFeed<NodePart>(), lookers: 0, reading: null, closing: null };
      opened.set(name, open);
      open.lookers += 1;
      if (open.closing) clearTimeout(open.closing);
      open.closing = null;
      read(state, open);
      // Working out the row works out the parts too.
      fleet.row(name);
      let released = false;
      return {
        feed: open.feed,
        settled: open.reading?.settled ?? Promise.resolve(),
        release: () => {
          if (!released) release(name, open);
          released = true;
        },
      };
    },
    computed: (state, row) => {
      const open = opened.get(state.name);
      if (!open) return;
      read(state, open);
      compute(state, row, open);
    },
    forgotten: (name) => opened.get(name)?.feed.replace([]),
    readAnew: async () => {
      const readings = [...opened.values()].flatMap(({ reading }) => reading ?? []);
      for (const open of opened.values()) open.reading = null;
      await Promise.all(readings.map((reading) => reading.stop()));
    },
    subscribers: () => [...opened.values()].reduce((sum, open) => sum + open.feed.subscribers(), 0),
    stop: async () => {
      await Promise.all([...opened.keys()].map(close));
    },
  };
};
