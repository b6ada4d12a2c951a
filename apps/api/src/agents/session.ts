import { entityKey, toMillis, type Acknowledgement, type Millis, type Report, type Time } from "@bayplan/shared";
import { TRPCError } from "@trpc/server";
import { createEntityStore, type EntityStore } from "../nodes/entityStore.ts";

/** How long a second agent's claim to a node stays a finding after it last reported. */
const CONFLICT_SHOWN: Millis = 5 * 60_000;

/** Transitions are in memory only: the agent keeps its own, so that an aggregator that was restarted gets them again. */
const NOTHING_STORED = 0;

/** Far above any node: only a faulty agent gets there. */
const MAX_ENTITIES = 200_000;

/** What one node's agent has told, and how far. */
export interface Session {
  /** The newest instance that has reported, and its release. */
  instance: string;
  agentVersion: string;
  sequence: number;
  /** When its last report came, by this aggregator's clock. */
  reportedAt: Millis;
  /** When this instance's first report came. */
  since: Millis;
  /** What is shown: the last whole picture and what changed since. */
  store: EntityStore;
  /** When each call last answered, by the id of its source state. */
  heard: Record<string, Time>;
  /** A whole picture is here, maybe of an earlier instance. */
  whole: boolean;
  /** Another instance that claims the node too. */
  conflict: { instance: string; at: Millis } | null;
  /** A whole picture under way: the keys that its parts have named so far, and when it was begun, by its agent's clock. */
  picture: { keys: Set<string>; begun: Millis } | null;
  /** This instance has sent a whole picture, so changes to it make sense. */
  current: boolean;
}

export const openSession = (report: Report, now: Millis): Session => ({
  instance: report.instance,
  agentVersion: report.agentVersion,
  sequence: 0,
  reportedAt: now,
  since: now,
  store: createEntityStore(),
  heard: {},
  whole: false,
  conflict: null,
  picture: null,
  current: false,
});

export const conflictOf = (session: Session, now: Millis): Session["conflict"] =>
  session.conflict && now - session.conflict.at < CONFLICT_SHOWN ? session.conflict : null;

/** What a taken report changed: nothing where it was a repetition or came after a gap. */
export interface Taken {
  acknowledgement: Omit<Acknowledgement, "aggregator">;
  applied: boolean;
  /** When the whole picture was begun that this is a part of, by its agent's clock; null for changes. */
  pictureBegun: Millis | null;
}

/**
 * Takes one report into a session. A whole picture replaces what was held without an empty moment in between: its
 * parts are laid over the old picture, and what none of them named goes when the last has come. A gap, or changes
 * before any whole picture, are answered by asking for everything. Throws CONFLICT for an instance that a newer replaced.
 */
export const takeReport = (session: Session, report: Report, now: Millis): Taken => {
  if (report.instance < session.instance) {
    session.conflict = { instance: report.instance, at: now };
    throw new TRPCError({
      code: "CONFLICT",
      message: `A newer agent (${session.instance}) speaks for node ${report.node}; this one (${report.instance}) is set aside. Stop one of them, or give each its own node name.`,
    });
  }
  if (report.instance > session.instance) {
    session.instance = report.instance;
    session.sequence = 0;
    session.since = now;
    session.picture = null;
    session.current = false;
  }
  session.agentVersion = report.agentVersion;
  session.reportedAt = now;

  const held = (resend: boolean, applied: boolean, pictureBegun: Millis | null = null): Taken => ({
    acknowledgement: { sequence: session.sequence, stored: NOTHING_STORED, resend },
    applied,
    pictureBegun,
  });

  if (report.sequence <= session.sequence) return held(false, false);
  const gap = report.sequence !== session.sequence + 1;
  if (!report.full && (gap || !(session.current || session.picture))) {
    session.picture = null;
    session.current = false;
    return held(true, false);
  }
  if (session.store.size() + report.upserts.length > MAX_ENTITIES) {
    throw new TRPCError({
      code: "PAYLOAD_TOO_LARGE",
      message: `Node ${report.node} reports more than ${MAX_ENTITIES} entities, the most that is held of one node.`,
    });
  }
  if (report.full) session.picture = { keys: new Set(), begun: toMillis(report.at) };
  const { picture } = session;

  for (const entity of report.upserts) {
    session.store.upsert(entity);
    picture?.keys.add(entityKey(entity));
  }
  for (const key of report.removals) {
    session.store.remove(key);
    picture?.keys.delete(key);
  }
  session.heard = report.full ? report.heard : { ...session.heard, ...report.heard };
  session.sequence = report.sequence;
  if (picture && report.complete) {
    for (const key of session.store.keys()) if (!picture.keys.has(key)) session.store.remove(key);
    session.picture = null;
    session.current = true;
    session.whole = true;
  }
  return held(false, true, picture?.begun ?? null);
};
