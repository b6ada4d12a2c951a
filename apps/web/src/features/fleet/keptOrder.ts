export type Compare<Row> = (a: Row, b: Row) => number;

/** The first place from `start` on whose row does not come before this one. */
const placeOf = <Row>(row: Row, rows: readonly Row[], start: number, compare: Compare<Row>): number => {
  let low = start;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(rows[middle] as Row, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Two sorted lists in one; the second is the short one. */
const merged = <Row>(long: readonly Row[], short: readonly Row[], compare: Compare<Row>): Row[] => {
  const all: Row[] = [];
  let taken = 0;
  for (const row of short) {
    const place = placeOf(row, long, taken, compare);
    while (taken < place) all.push(long[taken++] as Row);
    all.push(row);
  }
  while (taken < long.length) all.push(long[taken++] as Row);
  return all;
};

/**
 * Sorts again and again, at a cost that follows what changed: a row that is the object it was keeps its place among
 * its like, and only the others look for theirs. The order must leave no two rows alike.
 */
export const createKeptOrder = <Row extends object>() => {
  let before: { rows: readonly Row[]; compare: Compare<Row> } | null = null;
  return (rows: readonly Row[], compare: Compare<Row>): readonly Row[] => {
    const others = new Set(rows);
    // Taking it out tells whether it is there still.
    const same = before?.compare === compare ? before.rows.filter((row) => others.delete(row)) : [];
    before = { rows: merged(same, [...others].sort(compare), compare), compare };
    return before.rows;
  };
};
