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
import { DeviceSquares, devicesWidth } from "./DeviceSquares.tsx";
import { othersWords } from "./evictionCounts.ts";
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

/** The headroom, unless that was said already; else its CPU, or how large it is where no use is known. */
const secondLine = perRow((row: NodeRow): string => {
  if (memoryShare(row) !== null && outlookOf(row).text !== lineWords(row)) return lineWords(row);
  const { usage, capacity } = row.cpu;
  if (usage === null || capacity === null) return sizeOf(row);
  return `CPU ${formatQuantity("cpu", usage)} of ${formatQuantity("cpu", capacity)} used`;
});

/** Who is there, and what of it is in trouble, unless that was said already. */
const thirdLine = perRow((row: NodeRow): string =>
  [
    row.pods === null ? "" : count(row.pods, "pod"),
    row.troubled && outlookOf(row).symbol !== "restart" ? `${count(row.troubled, "container")} in trouble` : "",
    // Where devices stand beside it there is room for what matters more alone.
    row.ended && row.devices.total === 0 ? `${row.ended} ended` : "",
  ]
    .filter((part) => part !== "")
    .join(", "),
);

/** What is closest to its line, unless it is memory: the hull shows that. */
const tankOf = ({ eviction }: NodeRow): SmallHull["tank"] => {
  const { signal = null, available = null, capacity = null, quantity = null } = eviction ?? {};
  if (signal === null || available === null || quantity === null || !capacity) return null;
  return signal.toLowerCase().includes("memory") ? null : { used: 1 - available / capacity, line: quantity / capacity };
};
const NO_CELLS: SmallHull["cells"] = { Guaranteed: [], Burstable: [], BestEffort: [] };

/** What a card's hull is drawn from; null where the node's use is not of the present, or not known. */
export const smallHullOf = perRow((row: NodeRow): SmallHull | null => {
  const { capacity, usage, usageOfPods } = row.memory;
  if (pictureOf(row).state !== "live" || capacity === null || usage === null) return null;
  return {
    key: row.key,
    capacity,
    usage,
    usageOfPods,
    cells: row.cells ?? NO_CELLS,
    threshold: row.eviction?.memoryQuantity ?? null,
    asked: row.memory.requests,
    tank: tankOf(row),
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

/** Letters of the sign and the time around a status. */
const SIGN = 4;
const TIME = 20;

/** Whether a line of a card may not have room for its words. What is cut off costs in every frame: only those that need it are. */
const isLong = (pixels: number, { hull }: GridShape): true | undefined => pixels > hull.width || undefined;

const statusWidth = (row: NodeRow): number => {
  const { text, until } = outlookOf(row);
  return (text.length + (until ? TIME : SIGN)) * LETTER.text;
};

const Card = ({ row, shape }: NodeCardProps) => (
  <NodeLink name={row.name} data-item={row.name} className={styles.card} data-frame={frameOf(row)}>
    <div className={styles.head}>
      <b className={styles.name} data-long={isLong(row.name.length * LETTER.name + NOTE, shape)}>
        {row.name}
      </b>
      {row.evictions > 0 ? (
        <span className={styles.note} title={`By the kubelet. ${othersWords(row.evictionsByOthers)}`}>
          <Symbol name="down" /> {row.evictions} evicted in 24 h
        </span>
      ) : (
        row.unschedulable && <span className={styles.note}>cordoned</span>
      )}
    </div>
    <Hull row={row} height={shape.hull.height} />
    <div className={styles.line} data-long={isLong(statusWidth(row), shape)}>
      <NodeStatus row={row} />
    </div>
    <div className={styles.line} data-long={isLong(secondLine(row).length * LETTER.text, shape)}>
      {secondLine(row)}
    </div>
    <div className={styles.more}>
      <span
        className={styles.line}
        data-long={isLong(thirdLine(row).length * LETTER.text + devicesWidth(row.devices), shape)}
      >
        {thirdLine(row)}
      </span>
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
