import type { ReactNode } from "react";
import { Symbol, type SymbolName, type Tone } from "./Symbol.tsx";
import styles from "./Status.module.css";

interface StatusProps {
  tone: Tone;
  symbol: SymbolName;
  children: ReactNode;
  title?: string | undefined;
  /** pill: with an outline, for the head of a page. */
  look?: "plain" | "strong" | "pill";
}

/** A state by symbol, word and colour together. */
export const Status = ({ tone, symbol, children, title, look = "plain" }: StatusProps) => (
  <span className={styles.status} data-tone={tone} data-look={look} title={title}>
    <Symbol name={symbol} />
    <span>{children}</span>
  </span>
);
