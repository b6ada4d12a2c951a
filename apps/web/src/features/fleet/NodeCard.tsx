import type { NodeRow } from "@bayplan/api/views";
import { memo } from "react";
import { NodeLink } from "../../app/RowLinks.tsx";
import { formatQuantity } from "../../format/quantity.ts";
import { formatTimeOfDay } from "../../format/time.ts";
import { count } from "../../format/words.ts";
import { perRow } from "../../live/perRow.ts";
import { Symbol } from "../../ui/Symbol.tsx";
import type { SmallHull } from "../bayPlan/smallHull.ts";
import { pictureOf } from "../sources/sourceState.ts";
import { DeviceSquares } from "./DeviceSquares.tsx";
import type { GridShape } from "./gridShape.ts";
import { NodeStatus } from "./NodeStatus.tsx";
import { isEvicting, isNarrow, lineWords, memoryShare, outlookOf } from "./outlook.ts";
import styles from "./NodeCard.module.css";

/** Red for what crosses the line, amber for what comes near it, else none. */
const frameOf = (row: NodeRow): "danger" | "warn" | undefined =>
  isEvicting(row) ? "danger" : isNarrow(row) || row.pressure.length > 0 ? "warn" : undefined;

/** `32 CPU, 64 GiB`, where no more is known. */
const sizeOf = ({ cpu, memory }: NodeRow): string =>
  [
    cpu.capacity === null ? "" : `${formatQuantity("cpu", cpu.capacity)} CPU`,
    memory.capacity === null ? "" : formatQuantity("memory", memory.capacity),
  ]
    .filter((part) => part !== "")
    .join(", ");

/** The headroom and what is in trouble, unless that was said already; who is there. */
const secondLine = perRow(
  (row: NodeRow): string =>
    [
      memoryShare(row) !== null && outlookOf(row).text !== lineWords(row) ? lineWords(row) : "",
      row.troubled > 0 && outlookOf(row).symbol !== "restart" ? `${count(row.troubled, "container")} in trouble` : "",
      row.pods === null ? "" : count(row.pods, "pod"),
    ]
      .filter((part) => part !== "")
      .join(" · ") || sizeOf(row),
);

/** What a card's hull is drawn from; null where the node's use is not of the present, or not known. */
export const smallHullOf = perRow((row: NodeRow): SmallHull | null => {
  const { capacity, usage } = row.memory;
  if (pictureOf(row).state !== "live" || capacity === null || usage === null) return null;
  return {
    key: row.key,
    capacity,
    usage,
    cells: row.cells,
    threshold: row.eviction?.memoryQuantity ?? null,
    podsKnown: row.pods !== null,
  };
});

/** The hull's place: the line that the card is in draws it. Or why there is none. */
const Hull = ({ row, height }: { row: NodeRow; height: number }) => {
  if (smallHullOf(row)) return <div className={styles.hull} style={{ height }} />;
  const picture = pictureOf(row);
  return (
    <div className={styles.hull} style={{ height }} data-state={picture.state} aria-hidden="true">
      {picture.state === "stale"
        ? `last seen ${picture.heardAt ? formatTimeOfDay(picture.heardAt) : "never"}`
        : "usage not known"}
    </div>
  );
};

interface NodeCardProps {
  row: NodeRow;
  shape: GridShape;
  /** Its turn is yet to come: until then it is out of sight and stays as it is. */
  waits: boolean;
}

/** Pixels of what may stand beside a name. */
const NOTE = 120;

/** Pixels of a letter, rather too many. */
const LETTER = { name: 7.8, text: 6.3 };

/** Whether its words may take more lines than the card has. What is cut off costs in every frame: only those that need it are. */
const mayOverflow = (row: NodeRow, { hull, lines }: GridShape): boolean => {
  const { text, until } = outlookOf(row);
  const linesOf = (letters: number): number => Math.ceil((letters * LETTER.text) / hull.width);
  return (
    linesOf(text.length + (until ? 20 : 4)) + linesOf(secondLine(row).length) + (row.devices.total > 0 ? 1 : 0) > lines
  );
};

const Card = ({ row, shape }: NodeCardProps) => (
  <NodeLink
    name={row.name}
    data-item={row.name}
    className={styles.card}
    data-frame={frameOf(row)}
    data-full={mayOverflow(row, shape) || undefined}
  >
    <div className={styles.head}>
      <b className={styles.name} data-long={row.name.length * LETTER.name > shape.hull.width - NOTE || undefined}>
        {row.name}
      </b>
      {row.evictions > 0 ? (
        <span className={styles.note}>
          <Symbol name="down" /> {row.evictions} evicted in 24 h
        </span>
      ) : (
        row.unschedulable && <span className={styles.note}>cordoned</span>
      )}
    </div>
    <Hull row={row} height={shape.hull.height} />
    <div>
      <NodeStatus row={row} />
    </div>
    <div className={styles.more}>
      <span>{secondLine(row)}</span>
      <DeviceSquares devices={row.devices} />
    </div>
  </NodeLink>
);

/** A node among others: its plan in small and what matters most about it. */
export const NodeCard = memo(
  (props: NodeCardProps) => !props.waits && <Card {...props} />,
  (before, after) => after.waits || (!before.waits && before.row === after.row && before.shape === after.shape),
);
NodeCard.displayName = "NodeCard";
