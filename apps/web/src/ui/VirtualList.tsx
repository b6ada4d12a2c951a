import type { ReactNode } from "react";
import { useVirtualRows } from "./useVirtualRows.ts";
import styles from "./VirtualList.module.css";

interface VirtualListProps<Item> {
  items: readonly Item[];
  /** Absent where all items are of one height: then an item's element is that of its place. */
  keyOf?: (item: Item) => string;
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
          style={{ top }}
        >
          {render(item)}
        </div>
      ))}
    </div>
  );
};
