import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import styles from "./VirtualList.module.css";

interface VirtualListProps<Item> {
  items: readonly Item[];
  keyOf(item: Item): string;
  /** Pixels, before an item has been measured. */
  estimate(item: Item): number;
  render(item: Item): ReactNode;
  gap?: number;
  /** The ARIA role of the list, and of each item's place in it. */
  role?: "list" | "rowgroup";
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

/** A list of any length that scrolls with the page and draws only what is in sight. */
export const VirtualList = <Item,>({
  items,
  keyOf,
  estimate,
  render,
  gap = 0,
  role = "list",
}: VirtualListProps<Item>) => {
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
    overscan: 6,
    gap,
    scrollMargin: offset,
  });
  return (
    <div ref={element} role={role} className={styles.list} style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ key, index, start }) => (
        <div
          key={key}
          role={role === "list" ? "listitem" : "presentation"}
          className={styles.item}
          data-index={index}
          ref={virtualizer.measureElement}
          style={{ transform: `translateY(${start - offset}px)` }}
        >
          {render(at(index))}
        </div>
      ))}
    </div>
  );
};
