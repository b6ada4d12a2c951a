/** A row of a feed: told apart by its key, replaced whole when anything in it changes. */
export interface Keyed {
  key: string;
}

/**
 * What a subscriber gets: first every row (`reset`), then only what changed. Each message carries an id, so that a
 * reconnect goes on where it was cut off.
 */
export interface FeedMessage<Row extends Keyed> {
  /** Forget what you have: `upserts` is everything. */
  reset: boolean;
  upserts: Row[];
  removals: string[];
}
