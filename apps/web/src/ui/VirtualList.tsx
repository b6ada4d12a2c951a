import type { ReactNode } from "react";
import { useVirtualRows } from "./useVirtualRows.ts";
import styles from "./VirtualList.module.css";

interface VirtualListProps<Item> {
  items: readonly Item[];
  keyOf(item: Item): string;
  /** Pixels, before an item has been measured. */
  estimate(item: Item): number;
  render(item: Item): ReactNode;
  gap?: number;
  /** The ARIA role of the list; in a row group each item brings its own rows. */
  role?: "list" | "rowgroup";
}

/** A list of any length that scrolls with the page and draws only what is in sight. */
export const VirtualList = <Item,>({ render, role = "list", ...input }: VirtualListProps<Item>) => {
  const { list, height, visible, measure } = useVirtualRows(input);
  return (
    <div ref={list} role={role} className={styles.list} style={{ height }}>
      {visible.map(({ item, key, index, top }) => (
        <div
          key={key}
          role={role === "list" ? "listitem" : "presentation"}
          className={styles.item}
          data-index={index}
          ref={measure}
          style={{ transform: `translateY(${top}px)` }}
        >
          {render(item)}
        </div>
      ))}
    </div>
  );
};
