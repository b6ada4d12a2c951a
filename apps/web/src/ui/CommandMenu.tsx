import { useId } from "react";
import { CommandButton, type Command } from "./CommandButton.tsx";
import styles from "./CommandMenu.module.css";
import { Symbol } from "./Symbol.tsx";

interface CommandMenuProps {
  commands: readonly Command[];
  /** What they are about, for those who do not see the row. */
  of?: string;
}

/** Copy what one would type to see the same in a terminal: a quiet button that opens the commands. */
export const CommandMenu = ({ commands, of }: CommandMenuProps) => {
  const id = useId();
  if (commands.length === 0) return null;
  return (
    <>
      <button
        type="button"
        className={styles.open}
        popoverTarget={id}
        title="Commands"
        aria-label={of ? `Commands for ${of}` : "Commands"}
      >
        <Symbol name="prompt" />
      </button>
      <div id={id} popover="auto" className={styles.menu} role="group" aria-label="Commands to copy">
        {commands.map((command) => (
          <CommandButton key={command.text} command={command} />
        ))}
      </div>
    </>
  );
};
