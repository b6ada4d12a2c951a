/**
 * What was worked out from a store, for as long as what it was made from is the same: rules of pods and devices need no
 * second look when only a sample changed.
 */
export const remembered = <Result>(): ((owner: object, madeFrom: readonly unknown[], make: () => Result) => Result) => {
  const known = new WeakMap<object, { madeFrom: readonly unknown[]; result: Result }>();
  return (owner, madeFrom, make) => {
    const before = known.get(owner);
    if (before && before.madeFrom.every((part, index) => Object.is(part, madeFrom[index]))) return before.result;
    const result = make();
    known.set(owner, { madeFrom, result });
    return result;
  };
};
