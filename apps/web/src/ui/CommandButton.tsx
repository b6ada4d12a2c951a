import { COPY_SYMBOLS } from "./CopyButton.tsx";
import { Symbol } from "./Symbol.tsx";
import { useCopy } from "./useCopy.ts";

/** What one would type in a terminal, to the last sign. */
export interface Command {
  text: string;
}

/** Copies a command, and says the whole of it. */
export const CommandButton = ({ command: { text } }: { command: Command }) => {
  const { outcome, copy } = useCopy();
  return (
    <button
      type="button"
      data-done={outcome === "copied" || undefined}
      aria-label={outcome === "copied" ? `Copied ${text}` : `Copy ${text}`}
      onClick={() => copy(text)}
    >
      <Symbol name={outcome === null ? "copy" : COPY_SYMBOLS[outcome]} /> {text}
    </button>
  );
};
