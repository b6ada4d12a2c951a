import styles from "./IconButton.module.css";
import { useNear } from "./Row.tsx";
import { Symbol, type SymbolName } from "./Symbol.tsx";
import { useCopy } from "./useCopy.ts";

/** What a button that copies shows of what came of it. */
export const COPY_SYMBOLS = { copied: "check", refused: "cross" } as const satisfies Record<string, SymbolName>;

interface CopyButtonProps {
  text: string;
  /** What it is, for `Copy the …`. */
  what: string;
}

/** Copies, and says for a moment that it did, or that the browser did not let it. In a table it waits for the pointer or the focus. */
export const CopyButton = ({ text, what }: CopyButtonProps) => {
  const { outcome, copy } = useCopy();
  const near = useNear();
  const said = outcome === null ? null : outcome === "copied" ? "Copied" : "The browser did not allow it";
  return (
    <button
      type="button"
      className={styles.button}
      data-done={outcome === "copied" || undefined}
      title={said ?? `Copy the ${what}`}
      aria-label={said ?? `Copy the ${what} ${text}`}
      onClick={(event) => {
        event.preventDefault();
        copy(text);
      }}
    >
      {near && <Symbol name={outcome === null ? "copy" : COPY_SYMBOLS[outcome]} />}
    </button>
  );
};
