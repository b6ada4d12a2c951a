import { fromMillis, type EvictionPressure, type Finding, type Millis, type Node } from "@bayplan/shared";
import { conflictOf, type Session } from "../agents/session.ts";
import type { HeldInputs } from "../eviction/held.ts";
import { createSignalHistory, type SignalHistory } from "../eviction/history.ts";
import type { NodeTransitions } from "../transitions/log.ts";
import type { AgentState, AgentView, SourceView } from "../views/node.ts";
import type { EntityStore } from "./entityStore.ts";

/** An agent sends a heartbeat every 10 s: after three it missed, it is silent. */
const SILENT_AFTER: Millis = 30_000;

/** What the API server alone tells of a node that is looked at: its pods, and its summary through the proxy. */
export interface ClusterReading {
  store: EntityStore;
  podsListed(): boolean;
  sources(): SourceView[];
}

/** Everything that is known of one node. */
export interface NodeState {
  readonly name: string;
  /** By the machine's clock, for the grace an agent has to appear. Milliseconds. */
  readonly knownAt: number;
  /** The same moment by the clock of the facts. */
  readonly since: Millis;
  /** What the API server says of it; null where it knows none, or there is no API server. */
  api: Node | null;
  session: Session | null;
  reading: ClusterReading | null;
  /** How its eviction signals stood at the last sample, and since when; null before the first. */
  pressure: EvictionPressure | null;
  /** What the signals showed before. */
  readonly history: SignalHistory;
  /** What the orders were made from a moment ago, while a threshold is near. */
  held: readonly HeldInputs[];
  /** When what the orders are made from last changed. */
  heldSince: Millis;
  /** What was found when it was last looked: since when each is so is kept from one look to the next. */
  findings: readonly Finding[];
  /** When that was. */
  foundAt: Millis;
  /** Null until an agent reported. */
  transitions: NodeTransitions | null;
}

/** A node that has just been named for the first time. */
export const createNodeState = (name: string, now: Millis, knownAt: number): NodeState => ({
  name,
  knownAt,
  since: now,
  api: null,
  session: null,
  reading: null,
  pressure: null,
  history: createSignalHistory(),
  held: [],
  heldSince: now,
  findings: [],
  foundAt: now,
  transitions: null,
});

export const agentStateOf = ({ session }: NodeState, now: Millis): AgentState => {
  if (!session) return "none";
  return now - session.reportedAt > SILENT_AFTER ? "silent" : "reporting";
};

export const agentViewOf = (state: NodeState, now: Millis): AgentView => {
  const { session } = state;
  const agent = agentStateOf(state, now);
  if (!session) return { state: agent, since: null, version: null, conflict: null };
  const conflict = conflictOf(session, now);
  return {
    state: agent,
    since: fromMillis(agent === "silent" ? session.reportedAt : session.since),
    version: session.agentVersion,
    conflict: conflict && { instance: conflict.instance, at: fromMillis(conflict.at) },
  };
};
