import { useCallback, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import type { VirtualRows } from "../../../ui/useVirtualRows.ts";
import { stepOf, type TreeRow } from "./cgroupRows.ts";

/**
 * Goes through a tree by keys, through rows out of sight as well, and follows a row's link as a click would.
 * `onOpen` opens or closes a row, by its cgroup's id.
 */
export const useTreeKeys = (
  { list, visible, scrollTo }: VirtualRows<TreeRow>,
  rows: readonly TreeRow[],
  onOpen: (id: string, open: boolean) => void,
) => {
  const [current, setCurrent] = useState(0);
  const wanted = useRef<number | null>(null);
  const focusWanted = useCallback((): void => {
    const row =
      wanted.current === null ? null : list.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  }, [list]);
  // A row out of sight is not there yet when its key is pressed: it is focused once it has been drawn.
  useLayoutEffect(focusWanted);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number): void => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    const step = stepOf(event.key, rows, index, Math.max(1, visible.length - 6));
    const row = rows[index];
    if (!step || !row) return;
    event.preventDefault();
    if ("open" in step) return onOpen(row.cgroup.id, step.open);
    if ("follow" in step) return event.currentTarget.querySelector<HTMLElement>("a[href]")?.click();
    wanted.current = step.to;
    scrollTo(step.to);
    focusWanted();
  };
  const inSight = visible.some(({ index }) => index === current);
  return { focusable: inSight ? current : (visible[0]?.index ?? 0), onKeyDown, onFocus: setCurrent };
};
