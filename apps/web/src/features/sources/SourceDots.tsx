import type { SourceView } from "@bayplan/api/views";
import { Age } from "../../ui/Age.tsx";
import { Status } from "../../ui/Status.tsx";
import { bySource, lookOf, SOURCE_NAMES, worstOf } from "./sourceState.ts";
import styles from "./SourceDots.module.css";

/** Each source of a node in a word: the age of its last answer, or what keeps it from answering. */
export const SourceDots = ({ sources }: { sources: readonly SourceView[] }) => (
  <ul className={styles.dots} aria-label="Sources">
    {bySource(sources).map(({ source, calls }) => {
      const worst = worstOf(calls);
      if (!worst) return null;
      const look = lookOf(worst.state);
      const fine = worst.state === "ok" || worst.state === "unsupported";
      const heardAt = calls
        .flatMap((call) => call.heardAt ?? [])
        .toSorted()
        .at(-1);
      return (
        <li key={source}>
          <Status
            tone={fine ? "ok" : look.tone}
            symbol={fine ? "dot" : look.symbol}
            title={`${worst.call}: ${look.word}${worst.message ? `. ${worst.message}` : ""}`}
          >
            <span className={styles.text} data-fine={fine || undefined}>
              {SOURCE_NAMES[source]} {fine ? heardAt ? <Age at={heardAt} /> : "live" : look.word}
            </span>
          </Status>
        </li>
      );
    })}
  </ul>
);
