import type { SignalView } from "@bayplan/api/views";
import { useCallback } from "react";
import { formatShare } from "../../format/quantity.ts";
import { useAtPresent } from "../../live/useLive.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { formatAmount, formatAmountInWords, formatExactAmount } from "./amounts.ts";
import { toneOf } from "./closeness.ts";
import { isCopy, type EvictionParts } from "./evictionParts.ts";
import { SampleAge } from "./SampleAge.tsx";
import styles from "./Signals.module.css";
import { Sparkline } from "./Sparkline.tsx";
import { trendInShort } from "./trendWords.ts";

/** Files are worth a line only where they run out. */
const isWorthALine = (signal: SignalView): boolean =>
  !isCopy(signal) && (!signal.signal.endsWith(".inodesFree") || toneOf(signal) !== "quiet");

/** Of a disk the share says more, of memory the amount. */
const aboveWords = ({ signal, unit, headroom, capacity }: SignalView, known: boolean): string => {
  if (headroom === null) return known ? "no threshold" : "threshold not known";
  const amount =
    signal.startsWith("memory") || !capacity
      ? formatAmount(unit, Math.abs(headroom))
      : formatShare(Math.abs(headroom) / capacity);
  return `${amount} ${headroom < 0 ? "below" : "above"}`;
};

const SignalLine = ({ signal, known }: { signal: SignalView; known: boolean }) => {
  const trend = useAtPresent(useCallback((now) => trendInShort(signal, now), [signal]));
  const tone = toneOf(signal);
  const { unit, available, headroom } = signal;
  return (
    <li>
      <div>
        <code className={styles.name}>{signal.signal}</code>
        <p className={styles.figures}>
          {available === null ? (
            "no sample"
          ) : (
            <span title={formatExactAmount(unit, available)}>{formatAmountInWords(unit, available)} left</span>
          )}
          ,{" "}
          <b data-tone={tone} title={headroom === null ? undefined : formatExactAmount(unit, headroom)}>
            {aboveWords(signal, known)}
          </b>
        </p>
      </div>
      <Sparkline
        samples={signal.samples}
        threshold={signal.thresholds.find(({ kind }) => kind === "hard")?.quantity ?? null}
        tone={tone}
      />
      <span className={styles.trend}>{trend ?? ""}</span>
    </li>
  );
};

/** How far each signal is from its threshold, and where it is going. */
export const SignalsPanel = ({ parts: { outlook, signals }, live }: { parts: EvictionParts; live: boolean }) => (
  <Panel
    title="Eviction signals"
    aside={
      <span className={styles.soft}>
        <SampleAge at={outlook?.at ?? null} live={live} />
      </span>
    }
  >
    {outlook && !outlook.thresholdsKnown && (
      <Notice tone="unknown" symbol="question" title="The thresholds are not known.">
        {outlook.thresholdsUnknown}
      </Notice>
    )}
    <ul className={`${styles.signals} ${live ? "" : styles.stale}`}>
      {signals.filter(isWorthALine).map((signal) => (
        <SignalLine key={signal.key} signal={signal} known={outlook?.thresholdsKnown ?? false} />
      ))}
    </ul>
    {outlook && signals.length === 0 && <p className={styles.soft}>No sample of the kubelet has told them yet.</p>}
  </Panel>
);
