import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useRef, useState, type RefCallback, type RefObject } from "react";

interface VirtualRowsInput<Item> {
  items: readonly Item[];
  keyOf(item: Item): string;
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
}

/** How far down the page an element begins; looked at again whenever anything above it changes the page's height. */
const usePageOffset = () => {
  const element = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const look = useCallback(
    () => setOffset(Math.round((element.current?.getBoundingClientRect().top ?? 0) + window.scrollY)),
    [],
  );
  useLayoutEffect(() => {
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [look]);
  return { element, offset };
};

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
  // oxlint-disable-next-line react/incompatible-library -- the page is not compiled, so nothing is memoized behind its back
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => estimate(at(index)),
    getItemKey: (index) => keyOf(at(index)),
    overscan: 3,
    gap,
    scrollMargin: offset,
  });
  return {
    list: element,
    height: virtualizer.getTotalSize(),
    visible: virtualizer
      .getVirtualItems()
      .map(({ key, index, start }) => ({ item: at(index), key: String(key), index, top: start - offset })),
    measure: virtualizer.measureElement,
  };
};
