import { useId, useState } from "react";
import { CommandButton, type Command } from "./CommandButton.tsx";
import styles from "./CommandMenu.module.css";
import iconButton from "./IconButton.module.css";
import { useNear } from "./Row.tsx";
import { Symbol } from "./Symbol.tsx";

interface CommandMenuProps {
  /** A function is asked when someone comes near: rows by the hundred have some, and few are looked at. */
  commands: readonly Command[] | (() => readonly Command[]);
  /** What they are about, for those who do not see the row. */
  of?: string;
}

/** Copy what one would type to see the same in a terminal: a quiet button that opens the commands. */
export const CommandMenu = ({ commands, of }: CommandMenuProps) => {
  const id = useId();
  const near = useNear();
  // A table has a menu in each row, and most are never opened.
  const [wasOpen, setWasOpen] = useState(false);
  const told = typeof commands !== "function" ? commands : near ? commands() : null;
  if (told?.length === 0) return null;
  return (
    <>
      <button
        type="button"
        className={iconButton.button}
        popoverTarget={id}
        title="Commands"
        aria-label={of ? `Commands for ${of}` : "Commands"}
      >
        {near && <Symbol name="prompt" />}
      </button>
      {near && told && (
        <div
          // An element of a list draws now this row and now that: an open menu does not become another's.
          key={told[0]?.text}
          id={id}
          popover="auto"
          className={styles.menu}
          role="group"
          aria-label="Commands to copy"
          onBeforeToggle={() => setWasOpen(true)}
        >
          {wasOpen && told.map((command) => <CommandButton key={command.text} command={command} />)}
        </div>
      )}
    </>
  );
};
