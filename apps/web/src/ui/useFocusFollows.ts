import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from "react";

/**
 * Keeps the focus with the item that has it, in a list whose elements draw now this item and now that: it goes along to
 * the element that draws it now, and is given up where the item has gone out of sight. What can have the focus tells its
 * item in `data-item`. Returns what notes the focus.
 */
export const useFocusFollows = (list: RefObject<HTMLElement | null>): ((event: FocusEvent) => void) => {
  const focused = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement) || !list.current?.contains(active)) return;
    const wanted = focused.current;
    if (wanted === undefined || active.dataset["item"] === wanted) return;
    const now = list.current.querySelector<HTMLElement>(`[data-item="${CSS.escape(wanted)}"]`);
    if (now) now.focus({ preventScroll: true });
    else active.blur();
  });
  return ({ target }) => (focused.current = target instanceof HTMLElement ? target.dataset["item"] : undefined);
};
