import type { ReactNode } from "react";
import { useReusedRows } from "./useReusedRows.ts";
import styles from "./VirtualList.module.css";

interface ReusedListProps<Item> {
  items: readonly Item[];
  /** The same function each time. */
  keyOf(item: Item): string;
  /** Pixels, before an item has been measured. */
  estimate(item: Item): number;
  /** What has a state of its own must not mind that it is now this item's, now that one's. */
  render(item: Item): ReactNode;
}

/** Groups of rows of a table, of any number, that scroll with the page; elements out of sight draw the next in sight. */
export const ReusedList = <Item,>({ render, ...input }: ReusedListProps<Item>) => {
  const { list, height, visible } = useReusedRows(input);
  return (
    <div ref={list} role="rowgroup" className={styles.list} style={{ height }}>
      {visible.map(({ item, key, slot, top }) => (
        <div key={slot} role="presentation" className={styles.item} data-key={key} style={{ top }}>
          {render(item)}
        </div>
      ))}
    </div>
  );
};
