import type { NodeRow } from "@bayplan/api/views";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
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

/** Under what else is said of the node, unless that was it. */
const Headroom = ({ row }: { row: NodeRow }) =>
  memoryShare(row) !== null && outlookOf(row).text !== lineWords(row) ? <span>{lineWords(row)}</span> : null;

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
      <Headroom row={row} />
      <DeviceSquares devices={row.devices} />
    </div>
  </Link>
));
NodeCard.displayName = "NodeCard";
