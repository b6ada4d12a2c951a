import { count, list } from "../format/words.ts";
import type { EmptyFilter } from "./emptyFilters.ts";
import styles from "./NonePasses.module.css";
import { Notice } from "./Notice.tsx";

export interface NonePassesProps {
  /** How many there are without filters. */
  of: number;
  /** One of them: `event`. */
  what: string;
  onClear(): void;
  /** Those that nothing passes even alone. */
  empty?: readonly EmptyFilter[];
  /** Clears one of those. */
  onClearOne?(key: string): void;
}

const NONE: readonly EmptyFilter[] = [];

/** Stands where filters have left nothing, with the way out. */
export const NonePasses = ({ of, what, onClear, empty = NONE, onClearOne }: NonePassesProps) => (
  <Notice tone="quiet" symbol="question" title={`None of ${count(of, what)} passes these filters.`}>
    {empty.length > 0 && <p>Nothing here matches {list(empty.map(({ words }) => words))}.</p>}
    <p className={styles.clears}>
      {onClearOne !== undefined &&
        empty.map(({ key, words }) => (
          <button key={key} type="button" className={styles.clear} onClick={() => onClearOne(key)}>
            Clear {words}
          </button>
        ))}
      <button type="button" className={styles.clear} onClick={onClear}>
        Clear filters
      </button>
    </p>
  </Notice>
);
