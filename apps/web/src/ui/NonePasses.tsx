import { count } from "../format/words.ts";
import styles from "./NonePasses.module.css";
import { Notice } from "./Notice.tsx";

export interface NonePassesProps {
  /** How many there are without filters. */
  of: number;
  /** One of them: `event`. */
  what: string;
  onClear(): void;
}

/** Stands where filters have left nothing, with the way out. */
export const NonePasses = ({ of, what, onClear }: NonePassesProps) => (
  <Notice tone="quiet" symbol="question" title={`None of ${count(of, what)} passes these filters.`}>
    <button type="button" className={styles.clear} onClick={onClear}>
      Clear filters
    </button>
  </Notice>
);
