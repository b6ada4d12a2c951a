import { groupDigits } from "../format/bytes.ts";
import styles from "./Numbers.module.css";
import type { Tone } from "./Symbol.tsx";

export interface Figure {
  /** Null: not known yet. */
  amount: number | null;
  words: string;
  tone: Tone;
  title?: string;
}

interface NumbersProps {
  figures: readonly Figure[];
  /** They are of a part, or not there yet. */
  busy?: boolean;
}

/** What a page is about, in figures. */
export const Numbers = ({ figures, busy = false }: NumbersProps) => (
  <ul className={styles.numbers} aria-busy={busy}>
    {figures.map(({ amount, words, tone, title }) => (
      <li key={words} data-tone={tone} title={title}>
        <b>{amount === null ? "–" : groupDigits(amount)}</b> {words}
      </li>
    ))}
  </ul>
);
