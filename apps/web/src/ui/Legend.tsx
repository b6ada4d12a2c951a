import type { ReactNode } from "react";
import styles from "./Legend.module.css";

export type Swatch =
  | "Guaranteed"
  | "Burstable"
  | "BestEffort"
  | "mark"
  | "line"
  | "tank"
  | "above"
  | "limit"
  | "free"
  | "used"
  | "asked"
  | "reserved";

export interface LegendEntry {
  /** One of the usual fills, or how else it is drawn. */
  swatch: Swatch | { key: string; drawn: ReactNode };
  label: string;
}

/** What a fill means. */
export const Legend = ({ entries }: { entries: readonly LegendEntry[] }) => (
  <ul className={styles.legend}>
    {entries.map(({ swatch, label }) =>
      typeof swatch === "string" ? (
        <li key={swatch}>
          <span className={styles.swatch} data-swatch={swatch} aria-hidden="true" />
          {label}
        </li>
      ) : (
        <li key={swatch.key}>
          {swatch.drawn}
          {label}
        </li>
      ),
    )}
  </ul>
);
