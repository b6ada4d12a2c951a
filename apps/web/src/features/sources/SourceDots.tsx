import type { SourceView } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { list } from "../../format/words.ts";
import { Age } from "../../ui/Age.tsx";
import { Status } from "../../ui/Status.tsx";
import { bySource, faresOf, lookOf, SOURCE_NAMES, type Fares } from "./sourceState.ts";
import styles from "./SourceDots.module.css";

const latestOf = (calls: readonly SourceView[]): Time | null =>
  calls
    .flatMap(({ heardAt }) => heardAt ?? [])
    .toSorted()
    .at(-1) ?? null;

const wordsOf = ({ call, state, message }: SourceView): string =>
  `${call}: ${lookOf(state).word}${message ? `. ${message}` : ""}`;

interface DotProps {
  source: SourceView["source"];
  calls: readonly SourceView[];
  fares: Fares;
}

const Dot = ({ source, calls, fares: { worst, sides } }: DotProps) => {
  // A call that a version lacks is no trouble as long as another one answers.
  const fine = worst.state === "ok" || (worst.state === "unsupported" && calls.some(({ state }) => state === "ok"));
  const look = lookOf(fine ? "ok" : worst.state);
  const heardAt = latestOf(calls);
  const told = worst.state === "ok" ? sides : [worst];
  return (
    <Status tone={look.tone} symbol={look.symbol} title={told.map(wordsOf).join("\n") || undefined}>
      <span className={styles.text} data-fine={fine || undefined}>
        {SOURCE_NAMES[source]} {!fine ? look.word : heardAt ? <Age at={heardAt} /> : "answers"}
        {sides[0] && `, without ${list([...new Set(sides.map(({ side }) => side))])}: ${lookOf(sides[0].state).word}`}
      </span>
    </Status>
  );
};

/** Each source of a node in a word: the age of its last answer, or what keeps it from answering. */
export const SourceDots = ({ sources }: { sources: readonly SourceView[] }) => (
  <ul className={styles.dots} aria-label="Sources">
    {bySource(sources).map(({ source, calls }) => {
      const fares = faresOf(calls);
      return (
        fares && (
          <li key={source}>
            <Dot source={source} calls={calls} fares={fares} />
          </li>
        )
      );
    })}
  </ul>
);
