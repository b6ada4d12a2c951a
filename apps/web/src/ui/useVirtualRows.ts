import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useRef, type RefCallback, type RefObject } from "react";
import { HEADS, inPagePixels, usePageOffset } from "./windowRows.ts";

interface VirtualRowsInput<Item> {
  items: readonly Item[];
  /** By which an item's measured height is known again. Absent where all are of one height: by its place. */
  keyOf?: (item: Item) => string;
  /** Pixels, before an item has been measured. */
  estimate(item: Item): number;
  /** Pixels between two items. */
  gap?: number;
}

export interface VirtualRows<Item> {
  /** For the element that holds the items. */
  list: RefObject<HTMLDivElement | null>;
  /** Of that element, in pixels. */
  height: number;
  /** Those in sight; `top` counts from the element's upper edge. */
  visible: { item: Item; key: string; index: number; top: number }[];
  /** For each item's element, which tells its index in `data-index`. */
  measure: RefCallback<Element>;
  /** Brings an item into sight, clear of heads that stay at the upper edge. */
  scrollTo(index: number): void;
}

/** Which items of a list of any length are in sight, where the list scrolls with the page. */
export const useVirtualRows = <Item>({
  items,
  keyOf,
  estimate,
  gap = 0,
}: VirtualRowsInput<Item>): VirtualRows<Item> => {
  const { element, offset } = usePageOffset();
  const at = (index: number): Item => {
    const item = items[index];
    if (item === undefined) throw new RangeError(`There is no item ${index} in a list of ${items.length}.`);
    return item;
  };
  // Another function makes every item be gone through anew: no frame that is scrolled has time for that.
  const keyed = useRef(keyOf);
  keyed.current = keyOf;
  const keyedItems = keyOf && items;
  const getItemKey = useCallback(
    (index: number) => {
      const item = keyedItems?.[index];
      return item === undefined ? index : (keyed.current?.(item) ?? index);
    },
    [keyedItems],
  );
  // oxlint-disable-next-line react/incompatible-library -- the page is not compiled, so nothing is memoized behind its back
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => estimate(at(index)),
    getItemKey,
    overscan: 3,
    gap,
    scrollMargin: offset,
    ...inPagePixels,
    scrollPaddingStart: HEADS,
  });
  return {
    list: element,
    height: virtualizer.getTotalSize(),
    visible: virtualizer
      .getVirtualItems()
      .map(({ key, index, start }) => ({ item: at(index), key: String(key), index, top: start - offset })),
    measure: virtualizer.measureElement,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  };
};
