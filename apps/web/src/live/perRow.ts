/** Works a thing out once for each row: a row that changed is another object. */
export const perRow = <Row extends object, Value>(work: (row: Row) => Value): ((row: Row) => Value) => {
  const known = new WeakMap<Row, Value>();
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const value = work(row);
    known.set(row, value);
    return value;
  };
};
