import type { NodeRow } from "@bayplan/api/views";
import { memo } from "react";
import { Link } from "../../app/Link.tsx";
import { formatQuantity } from "../../format/quantity.ts";
import { count } from "../../format/words.ts";
import { Symbol } from "../../ui/Symbol.tsx";
import { SmallBayPlan } from "../bayPlan/SmallBayPlan.tsx";
import { pictureOf } from "../sources/sourceState.ts";
import { DeviceSquares } from "./DeviceSquares.tsx";
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
const secondLine = (row: NodeRow): string =>
  [
    memoryShare(row) !== null && outlookOf(row).text !== lineWords(row) ? lineWords(row) : "",
    row.troubled > 0 && outlookOf(row).symbol !== "restart" ? `${count(row.troubled, "container")} in trouble` : "",
    row.pods === null ? "" : count(row.pods, "pod"),
  ]
    .filter((part) => part !== "")
    .join(" · ") || sizeOf(row);

/** A node among others: its plan in small and what matters most about it. */
export const NodeCard = memo(({ row }: { row: NodeRow }) => (
  <Link to="/nodes/$name" params={{ name: row.name }} className={styles.card} data-frame={frameOf(row)}>
    <div className={styles.head}>
      <b className={styles.name}>{row.name}</b>
      {row.evictions > 0 ? (
        <span className={styles.note}>
          <Symbol name="down" /> {row.evictions} evicted in 24 h
        </span>
      ) : (
        row.unschedulable && <span className={styles.note}>cordoned</span>
      )}
    </div>
    <SmallBayPlan
      memory={row.memory}
      cells={row.cells}
      picture={pictureOf(row)}
      threshold={row.eviction?.memoryQuantity ?? null}
      podsKnown={row.pods !== null}
    />
    <div className={styles.foot}>
      <NodeStatus row={row} />
      <div className={styles.more}>
        <span>{secondLine(row)}</span>
        <DeviceSquares devices={row.devices} />
      </div>
    </div>
  </Link>
));
NodeCard.displayName = "NodeCard";
