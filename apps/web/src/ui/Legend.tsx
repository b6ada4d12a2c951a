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

/** What a fill means. */
export const Legend = ({ entries }: { entries: readonly { swatch: Swatch; label: string }[] }) => (
  <ul className={styles.legend}>
    {entries.map(({ swatch, label }) => (
      <li key={swatch}>
        <span className={styles.swatch} data-swatch={swatch} aria-hidden="true" />
        {label}
      </li>
    ))}
  </ul>
);
