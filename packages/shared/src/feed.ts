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

/** Brings rows by key up to date in place, as a subscriber does. Each row that changed is another object then. */
export const applyMessage = <Row extends Keyed>(rows: Map<string, Row>, message: FeedMessage<Row>): void => {
  if (message.reset) rows.clear();
  for (const row of message.upserts) rows.set(row.key, row);
  for (const change of message.changes) {
    const row = rows.get(change.key);
    if (row) rows.set(change.key, { ...row, ...change });
  }
  for (const key of message.removals) rows.delete(key);
};
