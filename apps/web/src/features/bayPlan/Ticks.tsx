import { formatQuantity } from "../../format/quantity.ts";
import styles from "./Hull.module.css";
import type { PlanResource } from "./podCells.ts";
import { byteUnit, ticksOf } from "./ticks.ts";

/** The scale beside the hull, from the keel to the capacity. */
export const Ticks = ({ resource, capacity, height }: { resource: PlanResource; capacity: number; height: number }) => (
  <ol className={styles.ticks} aria-hidden="true">
    {[...ticksOf(capacity, resource === "cpu" ? 1 : byteUnit(capacity)), capacity].map((tick) => (
      <li key={tick} style={{ bottom: (tick / capacity) * height }}>
        {tick === 0 ? "0" : formatQuantity(resource, tick)}
      </li>
    ))}
  </ol>
);
