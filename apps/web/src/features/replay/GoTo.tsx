import type { Millis } from "@bayplan/shared";
import { useState } from "react";
import { formatUtcTime, parseMoment, within, type Span } from "./moment.ts";
import styles from "./ReplayBar.module.css";

/** A moment by typing it. */
export const GoTo = ({ span, onJump }: { span: Span; onJump(at: Millis): void }) => {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className={styles.goTo}
      onSubmit={(event) => {
        event.preventDefault();
        const at = parseMoment(text, span);
        setWrong(at === null);
        if (at === null) return;
        onJump(within(span, at));
        setText("");
      }}
    >
      <input
        className={styles.field}
        aria-label="Go to moment (UTC)"
        aria-invalid={wrong}
        aria-describedby={wrong ? "replay-go-to-wrong" : undefined}
        title="10:38:40 in UTC, +1:30 from the start, or a whole RFC 3339 moment"
        placeholder={`go to ${formatUtcTime(span.end)}`}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          setText("");
          setWrong(false);
        }}
      />
      <button type="submit" className={styles.button}>
        Go
      </button>
      {wrong && (
        <span id="replay-go-to-wrong" role="alert" className={styles.wrong}>
          Write 10:38:40 (UTC), or +1:30 from the start.
        </span>
      )}
    </form>
  );
};
