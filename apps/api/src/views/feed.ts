/** A row of a feed, told apart by its key. */
export interface Keyed {
  key: string;
}

/** Of a row that was told before, those fields that say something else now. */
export type RowChange<Row extends Keyed> = Keyed & Partial<Row>;

/**
 * What a subscriber gets: first every row (`reset`), then only what changed. Each message carries an id, so that a
 * reconnect goes on where it was cut off. Very many rows come in parts, those first that are looked at first: then the
 * first message resets, and all but the last tell how many there will be.
 */
export interface FeedMessage<Row extends Keyed> {
  /** Forget what you have: `upserts` is everything, or the first part of it. */
  reset: boolean;
  /** Rows of the whole picture, while parts of it are still to come. */
  total?: number;
  /** Whole rows, new or instead of those that were there. */
  upserts: Row[];
  changes: RowChange<Row>[];
  removals: string[];
}
