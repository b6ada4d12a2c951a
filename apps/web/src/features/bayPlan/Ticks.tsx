import { formatQuantity } from "../../format/quantity.ts";
import styles from "./Hull.module.css";
import type { PlanResource } from "./podCells.ts";
import { byteUnit, ticksOf } from "./ticks.ts";

const marksOf = (resource: PlanResource, capacity: number): number[] =>
  resource === "cpu" ? ticksOf(capacity, 1, "cpu") : ticksOf(capacity, byteUnit(capacity), "bytes");

/** The scale beside the hull, from the keel to the capacity. */
export const Ticks = ({ resource, capacity, height }: { resource: PlanResource; capacity: number; height: number }) => (
  <ol className={styles.ticks} aria-hidden="true">
    {[...marksOf(resource, capacity), capacity].map((tick) => (
      <li key={tick} style={{ bottom: (tick / capacity) * height }}>
        {tick === 0 ? "0" : formatQuantity(resource, tick)}
      </li>
    ))}
  </ol>
);
