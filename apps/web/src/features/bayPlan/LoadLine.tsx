import { useCallback } from "react";
import { formatBytes, formatExactBytes } from "../../format/bytes.ts";
import { useAtPresent } from "../../live/useLive.ts";
import { headroomWords, paceWords } from "../eviction/trendWords.ts";
import styles from "./LoadLine.module.css";
import type { Line, LoadLines } from "./loadLine.ts";

const LINE = 15;

/** A circle with a line through it: the mark that ships carry for the same purpose. */
const PlimsollMark = () => (
  <svg className={styles.mark} viewBox="0 0 24 14" width="20" height="12" aria-hidden="true">
    <circle cx="12" cy="7" r="5" />
    <path d="M0 7h24" />
  </svg>
);

/** Whether the headroom's words fit into so many pixels between the line and the cargo; else they stand beside. */
export const hasRoom = (room: number): boolean => room >= 22;

interface AcrossProps {
  lines: LoadLines;
  /** Pixels from the top of the hull to an amount in use. */
  topOf(level: number): number;
  /** Where the cargo ends. */
  waterline: number;
}

/** The thresholds across the hull, and the headroom in words between the cargo and the line. */
export const LinesAcross = ({ lines: { signal, main, others }, topOf, waterline }: AcrossProps) => {
  const pace = useAtPresent(useCallback((now) => paceWords(signal, now), [signal]));
  const room = main ? waterline - topOf(main.level) : 0;
  const top = main && hasRoom(room) ? topOf(main.level) + Math.min(room / 2, 60) - 10 : null;
  // Two lines where the hull is narrow and there is water for them.
  const height = room >= 4 * LINE ? 40 : 20;
  return (
    <>
      {others.map((line) => (
        <span
          key={`${line.signal} ${line.kind} ${line.text}`}
          className={styles.line}
          data-kind={line.kind === "soft" ? "soft" : "other"}
          style={{ top: topOf(line.level) }}
        />
      ))}
      {main && <span className={styles.beyond} style={{ height: topOf(main.level) }} />}
      {main && <span className={styles.line} data-kind="main" style={{ top: topOf(main.level) }} />}
      {main && top !== null && (
        <p className={styles.headroom} style={{ top, height }}>
          <b>{headroomWords(signal)}</b> {pace && <span>{pace}</span>}
        </p>
      )}
    </>
  );
};

const sayLine = ({ signal, kind, quantity, text }: Line): string =>
  `${signal} ${kind}: evicts below ${formatExactBytes(quantity)} available (configured ${text})`;

/** Pixels that the label needs: with the headroom three lines more, and a line for each other threshold. */
export const lineLabelHeight = (lines: LoadLines | null, told: boolean): number =>
  lines === null ? 4 * LINE : (2 + (told ? 0 : 3) + lines.others.length) * LINE + 8;

interface LabelProps {
  lines: LoadLines;
  told: boolean;
  /** Pixels from the top of the hull. */
  top: number;
}

/** Beside the hull: what the line is, and the headroom where there was no room for it inside (`told`). */
export const LoadLineLabel = ({ lines: { signal, main, others }, told, top }: LabelProps) => {
  const pace = useAtPresent(useCallback((now) => paceWords(signal, now), [signal]));
  return (
    <div className={styles.label} style={{ top }}>
      {main ? (
        <p title={sayLine(main)}>
          <b className={styles.name}>
            <PlimsollMark /> load line
          </b>
          <span>evicts below {formatBytes(main.quantity)}</span>
          {!told && (
            <span>
              <b>{headroomWords(signal)}</b>
              {pace && `, ${pace}`}
            </span>
          )}
        </p>
      ) : (
        <p>
          <b>no load line</b>
          <span>{signal.signal} has no hard threshold here.</span>
        </p>
      )}
      {others.map((line) => (
        <p key={`${line.signal} ${line.kind} ${line.text}`} className={styles.other} title={sayLine(line)}>
          {line.kind === "soft" ? "soft line" : line.signal.split(".")[0]}, {formatBytes(line.quantity)}
          {line.met && line.kind === "soft" ? ", met" : ""}
        </p>
      ))}
    </div>
  );
};
