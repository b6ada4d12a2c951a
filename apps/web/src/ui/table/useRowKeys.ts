import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import type { VirtualRows } from "../useVirtualRows.ts";

/** The number of the row that an element stands in. */
const rowOf = (element: EventTarget): number | null => {
  if (!(element instanceof Element) || element.closest("[popover], input, select")) return null;
  const index = element.closest("[data-index]")?.getAttribute("data-index");
  return index ? Number(index) : null;
};

/** Where a key leads from a row; null: nowhere. A page is as many rows as are in sight. */
export const rowAfter = (key: string, from: number, count: number, page: number): number | null => {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = steps[key];
  return step === undefined ? null : Math.min(Math.max(0, from + step), count - 1);
};

/** Arrows, Home, End and the page keys move the focus from row to row, through those out of sight as well. */
export const useRowKeys = <Item>({ list, visible, scrollTo }: VirtualRows<Item>, count: number) => {
  const [current, setCurrent] = useState(0);
  const wanted = useRef<number | null>(null);
  const focusWanted = (): void => {
    if (wanted.current === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  };
  // A row out of sight is not there yet when its key is pressed: it is focused once it has been drawn.
  useLayoutEffect(focusWanted);
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = rowOf(event.target);
    if (from === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = rowAfter(event.key, from, count, Math.max(1, visible.length - 6));
    if (to === null) return;
    event.preventDefault();
    scrollTo(to);
    wanted.current = to;
    focusWanted();
  };
  const onFocus = (event: FocusEvent): void => {
    const row = rowOf(event.target);
    if (row !== null) setCurrent(row);
  };
  const inSight = visible.some(({ index }) => index === current);
  return { focusable: inSight ? current : (visible[0]?.index ?? 0), onKeyDown, onFocus };
};
