/** An item of a list, by its place or its key, and the element that draws it. */
export interface Slot<Item> {
  item: Item;
  /** The element's key: it stays an item's for as long as that is in sight. */
  slot: number;
}

/** Where an item of a list is; undefined where it is no longer in it. */
type PlaceOf<Item> = (item: Item) => number | undefined;

/**
 * Hands out elements to the items in sight of a long list: one whose item went out of sight is the next item's, so that
 * scrolling changes what elements say and makes none. Until it is needed again an element stays with its old item.
 * At rest they come in the items' order, in which the Tab key and screen readers go through them; while the list moves
 * they stay where they are.
 */
export const createSlots = <Item>(): ((
  inSight: readonly Item[],
  placeOf: PlaceOf<Item>,
  isMoving: boolean,
) => readonly Slot<Item>[]) => {
  let slots: Slot<Item>[] = [];
  return (inSight, placeOf, isMoving) => {
    const wanted = new Set(inSight);
    const missing = new Set(inSight);
    for (const { item } of slots) missing.delete(item);
    const next = missing.values();
    const filled = slots.map((slot) => {
      const item = wanted.has(slot.item) ? undefined : next.next().value;
      return item === undefined ? slot : { ...slot, item };
    });
    const added = [...next].map((item, place) => ({ item, slot: slots.length + place }));
    slots = [...filled, ...added];
    const order = ({ item }: Slot<Item>): number => placeOf(item) ?? Number.MAX_SAFE_INTEGER;
    if (!isMoving) slots.sort((a, b) => order(a) - order(b));
    return slots.filter(({ item }) => placeOf(item) !== undefined);
  };
};

/** Of items that are known by their place. */
export const placeBelow =
  (count: number): PlaceOf<number> =>
  (index) =>
    index < count ? index : undefined;
