import type { NodeRow } from "@bayplan/api/views";
import type { QosClass } from "@bayplan/shared";
import { memo, useMemo, useState } from "react";
import { formatTimeOfDay } from "../../format/time.ts";
import type { Picture } from "../sources/sourceState.ts";
import { createPlanner, TIERS, type Box, type Cargo } from "./layout.ts";
import styles from "./SmallBayPlan.module.css";

const WIDTH = 240;
const HEIGHT = 120;

const cargoOf = (cells: Record<QosClass, readonly number[]>): Record<QosClass, Cargo[]> => {
  const numbered = (qosClass: QosClass): Cargo[] =>
    cells[qosClass].map((amount, index) => ({ key: `${qosClass} ${index}`, amount }));
  return { Guaranteed: numbered("Guaranteed"), Burstable: numbered("Burstable"), BestEffort: numbered("BestEffort") };
};

const total = (cells: Record<QosClass, readonly number[]>): number =>
  TIERS.reduce((sum, qosClass) => sum + cells[qosClass].reduce((a, b) => a + b, 0), 0);

const outline = ({ x, y, width, height }: Box): string =>
  `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h${(-width).toFixed(1)}z`;

interface SmallBayPlanProps {
  memory: NodeRow["memory"];
  cells: NodeRow["cells"];
  picture: Picture;
  /** Memory available below which the kubelet evicts; null where that is not known, and then no line is drawn. */
  threshold: number | null;
  /** False: nobody tells which pods are there, so that what is used cannot be said to be the system's. */
  podsKnown: boolean;
}

/** A node's memory to scale, without words. What it says stands beside it, so it is hidden from screen readers. */
export const SmallBayPlan = memo(({ memory, cells, picture, threshold, podsKnown }: SmallBayPlanProps) => {
  const [planner] = useState(() => createPlanner<Cargo>());
  const plan = useMemo(() => {
    if (picture.state !== "live" || memory.capacity === null || memory.usage === null) return null;
    return planner({
      capacity: memory.capacity,
      system: Math.max(0, memory.usage - total(cells)),
      tiers: cargoOf(cells),
      width: WIDTH,
      height: HEIGHT,
    });
  }, [planner, picture.state, memory.capacity, memory.usage, cells]);
  if (!plan) {
    return (
      <div className={styles.hull} data-state={picture.state} aria-hidden="true">
        {picture.state === "stale"
          ? `last seen ${picture.heardAt ? formatTimeOfDay(picture.heardAt) : "never"}`
          : "usage not known"}
      </div>
    );
  }
  const line =
    threshold === null || memory.capacity === null
      ? null
      : Math.max(1, HEIGHT - (memory.capacity - threshold) * plan.scale);
  return (
    <div className={styles.hull} data-state="live" aria-hidden="true">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
        {line !== null && <rect className={styles.beyond} width={WIDTH} height={line} />}
        <rect className={podsKnown ? styles.keel : styles.unsorted} {...plan.keel} />
        {plan.bands.map((band) => (
          <path
            key={band.qosClass}
            data-tier={band.qosClass}
            className={styles.cell}
            d={band.cells.map(({ box }) => outline(box)).join("")}
          />
        ))}
        {line !== null && <path className={styles.line} d={`M0 ${line.toFixed(1)}h${WIDTH}`} />}
      </svg>
    </div>
  );
});
SmallBayPlan.displayName = "SmallBayPlan";
