import { useClipboard } from "@mantine/hooks";
import { Symbol } from "./Symbol.tsx";
import styles from "./CopyButton.module.css";

interface CopyButtonProps {
  text: string;
  /** What it is, for `Copy the …`. */
  what: string;
}

/** Copies, and says for a moment that it did, or that the browser did not let it. */
export const CopyButton = ({ text, what }: CopyButtonProps) => {
  const clipboard = useClipboard({ timeout: 1_500 });
  const said = clipboard.error ? "The browser did not allow it" : clipboard.copied ? "Copied" : `Copy the ${what}`;
  return (
    <button
      type="button"
      className={styles.copy}
      data-done={clipboard.copied || undefined}
      title={said}
      aria-label={clipboard.copied || clipboard.error ? said : `Copy the ${what} ${text}`}
      onClick={(event) => {
        event.preventDefault();
        clipboard.copy(text);
      }}
    >
      <Symbol name={clipboard.error ? "cross" : clipboard.copied ? "check" : "copy"} />
    </button>
  );
};
