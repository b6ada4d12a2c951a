import {
  observeWindowOffset,
  observeWindowRect,
  windowScroll,
  type useWindowVirtualizer,
} from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { rootZoom } from "./rootZoom.ts";

/** Pixels of the heads of a table, which stay at the upper edge. */
export const HEADS = 34;

type WindowRows = Parameters<typeof useWindowVirtualizer<Element>>[0];

/** The window counts in pixels of its own, a list in those of the page. */
export const inPagePixels = {
  initialOffset: () => window.scrollY / rootZoom(),
  observeElementOffset: (rows, told) =>
    observeWindowOffset(rows, (scrolled, isScrolling) => told(scrolled / rootZoom(), isScrolling)),
  observeElementRect: (rows, told) =>
    observeWindowRect(rows, ({ width, height }) => told({ width: width / rootZoom(), height: height / rootZoom() })),
  scrollToFn: (to, { adjustments = 0, behavior }, rows) =>
    windowScroll((to + adjustments) * rootZoom(), behavior ? { behavior } : {}, rows),
} satisfies Partial<WindowRows>;

/** How far down the page an element begins; looked at again whenever anything above it changes the page's height. */
export const usePageOffset = () => {
  const element = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const look = useCallback(
    () => setOffset(Math.round(((element.current?.getBoundingClientRect().top ?? 0) + window.scrollY) / rootZoom())),
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
