import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useState, type RefObject } from "react";
import { createSlots, placeBelow } from "./slots.ts";
import { HEADS, inPagePixels, usePageOffset } from "./windowRows.ts";

interface UniformRows {
  /** For the element that holds the items. */
  list: RefObject<HTMLDivElement | null>;
  /** Of that element, in pixels. */
  height: number;
  /** What is in sight and a little around it; `top` counts from the element's upper edge. */
  visible: { slot: number; index: number; top: number }[];
}

/** Items above and below what is in sight. */
const OVERSCAN = 3;

/**
 * Which items of a list are in sight that scrolls with the page and whose items are all of one height: nothing is
 * measured, and elements are used again. Thousands scroll so at the cost of what comes into sight.
 * @param height of an item, in pixels.
 * @param gap pixels between two items.
 */
export const useUniformRows = (count: number, height: number, gap = 0): UniformRows => {
  const { element, offset } = usePageOffset();
  const [slots] = useState(createSlots<number>);
  // oxlint-disable-next-line react/incompatible-library -- the page is not compiled, so nothing is memoized behind its back
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: OVERSCAN,
    gap,
    scrollMargin: offset,
    ...inPagePixels,
    scrollPaddingStart: HEADS,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, height, gap]);
  const inSight = virtualizer.getVirtualItems().map(({ index }) => index);
  return {
    list: element,
    height: Math.max(0, count * (height + gap) - gap),
    visible: slots(inSight, placeBelow(count), virtualizer.isScrolling).map(({ slot, item: index }) => ({
      slot,
      index,
      top: index * (height + gap),
    })),
  };
};
