import { useClipboard } from "@mantine/hooks";
import { Symbol } from "./Symbol.tsx";
import styles from "./CommandButtons.module.css";

export interface Command {
  /** `describe`, `logs`: what the button says. */
  name: string;
  text: string;
}

const CommandButton = ({ name, text }: Command) => {
  const clipboard = useClipboard({ timeout: 1_500 });
  return (
    <button type="button" title={text} aria-label={`Copy ${text}`} onClick={() => clipboard.copy(text)}>
      <Symbol name={clipboard.error ? "cross" : clipboard.copied ? "check" : "copy"} /> {name}
    </button>
  );
};

/** Copy what one would type to see the same in a terminal. */
export const CommandButtons = ({ commands }: { commands: readonly Command[] }) => (
  <div className={styles.commands} role="group" aria-label="Commands to copy">
    {commands.map((command) => (
      <CommandButton key={command.text} {...command} />
    ))}
  </div>
);
