import type { NodeRow } from "@bayplan/api/views";
import { useElementSize } from "@mantine/hooks";
import { useMemo } from "react";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { NodeCard } from "./NodeCard.tsx";
import styles from "./NodeGrid.module.css";

const NARROWEST = 236;
const GAP = 14;
const CARD_HEIGHT = 222;

/** Cards in as many columns as fit. */
export const NodeGrid = ({ rows }: { rows: readonly NodeRow[] }) => {
  const { ref, width } = useElementSize();
  const columns = Math.max(1, Math.floor((width + GAP) / (NARROWEST + GAP)));
  const lines = useMemo(() => {
    const lines: NodeRow[][] = [];
    for (let start = 0; start < rows.length; start += columns) lines.push(rows.slice(start, start + columns));
    return lines;
  }, [rows, columns]);
  return (
    <div ref={ref} className={styles.grid}>
      {width > 0 && (
        <VirtualList
          items={lines}
          keyOf={(line) => line[0]?.key ?? ""}
          estimate={() => CARD_HEIGHT}
          gap={GAP}
          render={(line) => (
            <div
              className={styles.line}
              style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gap: GAP }}
            >
              {line.map((row) => (
                <NodeCard key={row.key} row={row} />
              ))}
            </div>
          )}
        />
      )}
    </div>
  );
};
