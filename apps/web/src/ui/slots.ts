/** An item of a list by its place, and the element that draws it. */
export interface Slot {
  index: number;
  /** The element's key: it stays an item's for as long as that is in sight. */
  slot: number;
}

/**
 * Hands out elements to the items in sight of a long list: one whose item went out of sight is the next item's, so that
 * scrolling changes what elements say and makes none. Until it is needed again an element stays with its old item.
 * At rest they come in the items' order, in which the Tab key and screen readers go through them; while the list moves
 * they stay where they are.
 */
export const createSlots = (): ((inSight: readonly number[], count: number, isMoving: boolean) => readonly Slot[]) => {
  let slots: Slot[] = [];
  return (inSight, count, isMoving) => {
    const wanted = new Set(inSight);
    const missing = new Set(inSight);
    for (const { index } of slots) missing.delete(index);
    const next = missing.values();
    const filled = slots.map((slot) => {
      const index = wanted.has(slot.index) ? undefined : next.next().value;
      return index === undefined ? slot : { ...slot, index };
    });
    const added = [...next].map((index, place) => ({ index, slot: slots.length + place }));
    slots = [...filled, ...added];
    if (!isMoving) slots.sort((a, b) => a.index - b.index);
    return slots.filter(({ index }) => index < count);
  };
};
