import type { ReactNode } from "react";
import { Symbol, type SymbolName, type Tone } from "./Symbol.tsx";
import styles from "./Notice.module.css";

interface NoticeProps {
  tone: Tone;
  symbol: SymbolName;
  /** What is so, in one sentence. */
  title: string;
  /** Why, and what to do about it. */
  children?: ReactNode;
}

/** Stands where something else would be: says which state this is and what to do. */
export const Notice = ({ tone, symbol, title, children }: NoticeProps) => (
  <div className={styles.notice} data-tone={tone} role={tone === "danger" ? "alert" : "status"}>
    <Symbol name={symbol} />
    <div>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  </div>
);
