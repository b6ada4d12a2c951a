import { defaultRangeExtractor, useWindowVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useMemo, useReducer, useState, type RefObject } from "react";
import { createSlots } from "./slots.ts";
import { keyOfElement, useMeasured } from "./useMeasured.ts";
import { HEADS, inPagePixels, usePageOffset } from "./windowRows.ts";

interface ReusedRowsInput<Item> {
  items: readonly Item[];
  keyOf(item: Item): string;
  /** Pixels, before an item has been measured. */
  estimate(item: Item): number;
}

interface ReusedRows<Item> {
  /** For the element that holds the items; the element of each tells its key in `data-key`. */
  list: RefObject<HTMLDivElement | null>;
  /** Of that element, in pixels. */
  height: number;
  /** What is in sight and a little around it; `top` counts from the element's upper edge. */
  visible: { item: Item; key: string; slot: number; top: number }[];
}

/** Items above and below what is in sight. */
const OVERSCAN = 3;

/**
 * Which items of a list are in sight that scrolls with the page, whose elements are used again and whose items may be of
 * any height. An item that has the focus keeps its element however far it is scrolled away.
 */
export const useReusedRows = <Item>({ items, keyOf, estimate }: ReusedRowsInput<Item>): ReusedRows<Item> => {
  const { element, offset } = usePageOffset();
  const [slots] = useState(createSlots<string>);
  const [, lookAgain] = useReducer((times: number) => times + 1, 0);
  const keys = useMemo(() => items.map(keyOf), [items, keyOf]);
  const places = useMemo(() => new Map(keys.map((key, index) => [key, index])), [keys]);
  const withFocused = useCallback(
    (range: Range) => {
      const inSight = defaultRangeExtractor(range);
      const focused = element.current?.contains(document.activeElement)
        ? places.get(keyOfElement(document.activeElement?.closest("[data-key]")) ?? "")
        : undefined;
      return focused === undefined || inSight.includes(focused)
        ? inSight
        : [...inSight, focused].toSorted((a, b) => a - b);
    },
    [element, places],
  );
  // oxlint-disable-next-line react/incompatible-library -- the page is not compiled, so nothing is memoized behind its back
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => estimate(items[index] as Item),
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    rangeExtractor: withFocused,
    overscan: OVERSCAN,
    scrollMargin: offset,
    ...inPagePixels,
    scrollPaddingStart: HEADS,
  });
  const inSight = virtualizer.getVirtualItems().map(({ key }) => String(key));
  // An open menu closes when the element around it is put elsewhere.
  const stays = virtualizer.isScrolling || element.current?.querySelector(":popover-open") != null;
  const visible = slots(inSight, (key) => places.get(key), stays).flatMap(({ item: key, slot }) => {
    const index = places.get(key) ?? -1;
    const item = items[index];
    const place = virtualizer.measurementsCache[index];
    return item === undefined || place === undefined ? [] : [{ item, key, slot, top: place.start - offset }];
  });
  useLayoutEffect(() => {
    const list = element.current;
    const onToggle = (): void => lookAgain();
    list?.addEventListener("toggle", onToggle, { capture: true });
    return () => list?.removeEventListener("toggle", onToggle, { capture: true });
  }, [element]);
  useMeasured(element, (key, height) => {
    const index = places.get(key);
    if (index !== undefined) virtualizer.resizeItem(index, height);
  });
  return { list: element, height: virtualizer.getTotalSize(), visible };
};
