import type { ReactNode } from "react";
import styles from "./Symbol.module.css";

const TONES = ["ok", "quiet", "warn", "danger", "unknown"] as const;
export type Tone = (typeof TONES)[number];

export type SymbolName =
  | "check"
  | "dot"
  | "triangle"
  | "evicting"
  | "cross"
  | "question"
  | "dashed"
  | "slash"
  | "minus"
  | "wait"
  | "square"
  | "down"
  | "pause"
  | "copy"
  | "prompt"
  | "restart";

/**
 * The simplest, of which lists of thousands have one in each row, are boxes that the style sheet shapes: a drawing has
 * its price with every frame that is scrolled.
 */
const BOXES = ["dot", "triangle", "evicting", "dashed", "minus", "down", "restart"] as const satisfies SymbolName[];
type BoxName = (typeof BOXES)[number];

const isBox = (name: SymbolName): name is BoxName => BOXES.some((box) => box === name);

const SHAPES: Record<Exclude<SymbolName, BoxName>, ReactNode> = {
  check: <path d="M2 6.5 4.8 9.2 10 3.2" />,
  cross: <path d="M2.5 2.5l7 7M9.5 2.5l-7 7" />,
  question: <path d="M3.6 4.1a2.4 2.4 0 1 1 3.5 2.1C6.3 6.6 6 7 6 7.8M6 10.1v.4" />,
  slash: <path d="M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM2.9 9.1 9.1 2.9" />,
  wait: <rect x="1.8" y="2.6" width="8.4" height="6.8" rx="1" strokeDasharray="2 1.5" />,
  square: <rect x="2" y="2" width="8" height="8" rx="1.4" />,
  pause: <path d="M4 2.5v7M8 2.5v7" strokeWidth="2" />,
  copy: <path d="M4.2 4.2h6.3v6.3H4.2zM7.8 4.2V1.5H1.5v6.3h2.7" />,
  prompt: <path d="M1.8 2.8 5 6 1.8 9.2M6.2 9.6h4" />,
};

/** A small shape in the colour of the text around it; the word beside it says what it means. */
export const Symbol = ({ name }: { name: SymbolName }) =>
  isBox(name) ? (
    <i className={styles.symbol} data-shape={name} aria-hidden="true" />
  ) : (
    <svg className={styles.symbol} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
