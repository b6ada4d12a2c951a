import type { FeedMessage, Keyed } from "../views/feed.ts";

export interface FollowOptions {
  /** The id of the last message that arrived; null at the first time. */
  lastEventId: string | null;
  signal: AbortSignal;
  /** Resolves once the subscriber has room: what changes meanwhile goes into one message. */
  drained(signal: AbortSignal): Promise<void>;
}

/** Rows by key, and whoever follows them. */
export interface Feed<Row extends Keyed> {
  rows(): Row[];
  get(key: string): Row | undefined;
  /** First everything (or what changed since `lastEventId`), then only what changes. Ends with the signal. */
  follow(options: FollowOptions): AsyncGenerator<{ id: string; message: FeedMessage<Row> }, void, undefined>;
}
