/** So many texts are known at once: those of a few nodes, and those that all nodes have in common. */
const ROOM = 8_192;
/** V8 holds shorter texts of JSON once by itself. */
const SHORT = 10;
/** Longer ones are messages: seldom the same. */
const LONG = 72;

/**
 * Gives for equal texts one and the same. Half of what nodes report is names that stand in many places: UIDs, container
 * ids, images, reasons. What was not asked for a while is forgotten.
 */
export const createOneText = (): ((text: string) => string) => {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return (text) => {
    if (text.length <= SHORT || text.length > LONG) return text;
    const known = young.get(text);
    if (known !== undefined) return known;
    const held = old.get(text) ?? text;
    if (young.size >= ROOM) {
      old = young;
      young = new Map();
    }
    young.set(held, held);
    return held;
  };
};
