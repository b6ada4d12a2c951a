import type { SourceView } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { Age } from "../../ui/Age.tsx";
import { Status } from "../../ui/Status.tsx";
import { bySource, lookOf, SOURCE_NAMES, worstOf } from "./sourceState.ts";
import styles from "./SourceDots.module.css";

const latestOf = (calls: readonly SourceView[]): Time | null =>
  calls
    .flatMap(({ heardAt }) => heardAt ?? [])
    .toSorted()
    .at(-1) ?? null;

const Dot = ({
  source,
  calls,
  worst,
}: {
  source: SourceView["source"];
  calls: readonly SourceView[];
  worst: SourceView;
}) => {
  // A call that a version lacks is no trouble as long as another one answers.
  const fine = worst.state === "ok" || (worst.state === "unsupported" && calls.some(({ state }) => state === "ok"));
  const look = lookOf(fine ? "ok" : worst.state);
  const heardAt = latestOf(calls);
  const title =
    worst.state === "ok"
      ? undefined
      : `${worst.call}: ${lookOf(worst.state).word}${worst.message ? `. ${worst.message}` : ""}`;
  return (
    <Status tone={look.tone} symbol={look.symbol} title={title}>
      <span className={styles.text} data-fine={fine || undefined}>
        {SOURCE_NAMES[source]} {!fine ? look.word : heardAt ? <Age at={heardAt} /> : "answers"}
      </span>
    </Status>
  );
};

/** Each source of a node in a word: the age of its last answer, or what keeps it from answering. */
export const SourceDots = ({ sources }: { sources: readonly SourceView[] }) => (
  <ul className={styles.dots} aria-label="Sources">
    {bySource(sources).map(({ source, calls }) => {
      const worst = worstOf(calls);
      return (
        worst && (
          <li key={source}>
            <Dot source={source} calls={calls} worst={worst} />
          </li>
        )
      );
    })}
  </ul>
);
