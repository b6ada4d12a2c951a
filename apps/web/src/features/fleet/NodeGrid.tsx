import type { NodeRow } from "@bayplan/api/views";
import { useElementSize, useViewportSize } from "@mantine/hooks";
import { memo, useMemo, type CSSProperties } from "react";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { GAP, gridShape } from "./gridShape.ts";
import { NodeCard } from "./NodeCard.tsx";
import styles from "./NodeGrid.module.css";
import { useFilling } from "./useFilling.ts";

/** What stands above the cards and below them. */
const ABOVE = 230;

const Line = memo(({ rows, style }: { rows: readonly NodeRow[]; style: CSSProperties }) => {
  const drawn = useFilling(rows.length);
  return (
    <div className={styles.line} style={style}>
      {rows.slice(0, drawn).map((row) => (
        <NodeCard key={row.key} row={row} />
      ))}
    </div>
  );
});
Line.displayName = "Line";

/** Cards in as many columns as fit; larger ones where all nodes are in sight so. */
export const NodeGrid = ({ rows }: { rows: readonly NodeRow[] }) => {
  const { ref, width } = useElementSize();
  const viewport = useViewportSize();
  const { columns, hull, card } = gridShape(rows.length, width, viewport.height - ABOVE);
  const lines = useMemo(() => {
    const lines: NodeRow[][] = [];
    for (let start = 0; start < rows.length; start += columns) lines.push(rows.slice(start, start + columns));
    return lines;
  }, [rows, columns]);
  const style = useMemo(
    () => ({ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gap: GAP, minHeight: card }),
    [columns, card],
  );
  return (
    <div ref={ref} className={styles.grid} style={{ "--small-hull": `${hull}px` } as CSSProperties}>
      {width > 0 && (
        <VirtualList
          items={lines}
          estimate={() => card}
          gap={GAP}
          render={(line) => <Line rows={line} style={style} />}
        />
      )}
    </div>
  );
};
