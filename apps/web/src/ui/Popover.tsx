import { useClickOutside } from "@mantine/hooks";
import { useId, useRef, type ReactNode } from "react";
import styles from "./Popover.module.css";

interface PopoverProps {
  /** What its button and the region it opens are called. */
  label: string;
  /** Inside of the button. */
  icon: ReactNode;
  buttonClass?: string | undefined;
  /** On hover of the button. */
  title?: string;
  open: boolean;
  onOpen(open: boolean): void;
  children: ReactNode;
}

/** A button and the small card it opens below; Escape, a click elsewhere or leaving it by Tab closes it. */
export const Popover = ({ label, icon, buttonClass, title = label, open, onOpen, children }: PopoverProps) => {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const whole = useClickOutside<HTMLDivElement>(() => onOpen(false), null, undefined, open);
  return (
    <div
      ref={whole}
      className={styles.whole}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        onOpen(false);
        button.current?.focus();
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) onOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className={buttonClass}
        aria-label={label}
        title={title}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => onOpen(!open)}
      >
        {icon}
      </button>
      {open && (
        <div id={id} role="group" aria-label={label} className={styles.card}>
          {children}
        </div>
      )}
    </div>
  );
};
