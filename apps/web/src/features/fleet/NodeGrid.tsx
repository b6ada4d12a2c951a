import type { NodeRow } from "@bayplan/api/views";
import { useViewportSize } from "@mantine/hooks";
import { memo, useMemo } from "react";
import { rootZoom } from "../../ui/rootZoom.ts";
import { useFocusFollows } from "../../ui/useFocusFollows.ts";
import { useSize } from "../../ui/useSize.ts";
import { useUniformRows } from "../../ui/useUniformRows.ts";
import { GAP, gridShape, type GridShape } from "./gridShape.ts";
import { SmallBayPlans } from "../bayPlan/SmallBayPlans.tsx";
import { NodeCard, smallHullOf } from "./NodeCard.tsx";
import styles from "./NodeGrid.module.css";
import { useFilling } from "./useFilling.ts";

/** What stands above the cards and below them. */
const ABOVE = 230;

interface LineProps {
  rows: readonly NodeRow[];
  /** Counted from the first. */
  index: number;
  shape: GridShape;
}

/** The cards beside each other. An element draws one line after the other: a card whose turn is yet to come is hidden. */
const Line = memo(({ rows, index, shape }: LineProps) => {
  const drawn = useFilling(rows.length, index);
  const hulls = useMemo(() => rows.slice(0, drawn).map(smallHullOf), [rows, drawn]);
  // An element draws whichever node is at its place.
  const places = useMemo(() => rows.map((row, place) => ({ place, row })), [rows]);
  return (
    <>
      {places.map(({ place, row }) => (
        <div key={place} role="listitem" className={styles.place} data-waits={place >= drawn || undefined}>
          <NodeCard row={row} shape={shape} waits={place >= drawn} />
        </div>
      ))}
      <div className={styles.hulls}>
        <SmallBayPlans {...shape.hull} hulls={hulls} step={shape.step} />
      </div>
    </>
  );
});
Line.displayName = "Line";

interface NodeGridProps {
  rows: readonly NodeRow[];
}

const Lines = ({ rows, width }: NodeGridProps & { width: number }) => {
  const viewport = useViewportSize();
  // The window counts in pixels of its own, the cards in those of the page.
  const room = viewport.height / rootZoom() - ABOVE;
  const shape = useMemo(() => gridShape(rows.length, width, room), [rows.length, width, room]);
  const { columns, card } = shape;
  const lines = useMemo(() => {
    const lines: NodeRow[][] = [];
    for (let start = 0; start < rows.length; start += columns) lines.push(rows.slice(start, start + columns));
    return lines;
  }, [rows, columns]);
  const { list, height, visible } = useUniformRows(lines.length, card, GAP);
  const onFocus = useFocusFollows(list);
  return (
    <div ref={list} role="list" className={styles.lines} style={{ height }} onFocus={onFocus}>
      {visible.map(({ slot, index, top }) => (
        <div
          key={slot}
          role="presentation"
          className={styles.line}
          style={{ top, height: card, gap: GAP, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        >
          <Line rows={lines[index] ?? []} index={index} shape={shape} />
        </div>
      ))}
    </div>
  );
};

/** Cards in as many columns as fit; larger ones where all nodes are in sight so. */
export const NodeGrid = (props: NodeGridProps) => {
  const { ref, width } = useSize();
  return (
    <div ref={ref} className={styles.grid}>
      {width > 0 && <Lines {...props} width={width} />}
    </div>
  );
};
