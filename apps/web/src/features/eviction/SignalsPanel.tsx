import type { SignalView } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { useCallback } from "react";
import { formatShare } from "../../format/quantity.ts";
import { useAtPresent } from "../../live/useLive.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { formatAmount, formatAmountInWords, formatAmountsApart, formatExactAmount } from "./amounts.ts";
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
  if (headroom === null) return known ? "" : "threshold not known";
  const amount =
    signal.startsWith("memory") || !capacity
      ? formatAmount(unit, Math.abs(headroom))
      : formatShare(Math.abs(headroom) / capacity);
  return `${amount} ${headroom < 0 ? "below" : "above"}`;
};

/** With as many figures as it takes to tell it from the threshold. */
const leftWords = ({ unit, available, thresholds }: SignalView): string => {
  if (available === null) return "";
  const [left] = formatAmountsApart(unit, [available, ...thresholds.map(({ quantity }) => quantity)]);
  return unit === "bytes" ? (left ?? "") : formatAmountInWords(unit, available);
};

interface Sample {
  signal: SignalView;
  at: Time;
  available: number;
}

/** What the lines are drawn of. */
const samplesOf = (signals: readonly SignalView[]): Sample[] =>
  signals.flatMap((signal) => signal.samples.map(({ at, available }) => ({ signal, at, available })));

const SAMPLE_COLUMNS: readonly Column<Sample>[] = [
  { key: "signal", name: "Signal", value: ({ signal }) => signal.signal },
  { key: "at", name: "At", value: ({ at }) => at },
  { key: "available", name: "Available", value: ({ available }) => available },
  { key: "unit", name: "Unit", value: ({ signal }) => signal.unit },
];

const STEADY = "It does not fall, or not in a way that says until when.";

const SignalLine = ({ signal, known }: { signal: SignalView; known: boolean }) => {
  const trend = useAtPresent(useCallback((now) => trendInShort(signal, now), [signal]));
  const tone = toneOf(signal);
  const { unit, available, headroom } = signal;
  const above = aboveWords(signal, known);
  return (
    <li>
      <div>
        <code className={styles.name}>{signal.signal}</code>
        <p className={styles.figures}>
          {available === null ? (
            "no sample"
          ) : (
            <span title={formatExactAmount(unit, available)}>{leftWords(signal)} left</span>
          )}
          {above && ", "}
          <b data-tone={tone} title={headroom === null ? undefined : formatExactAmount(unit, headroom)}>
            {above}
          </b>
        </p>
      </div>
      <Sparkline
        samples={signal.samples}
        threshold={signal.thresholds.find(({ kind }) => kind === "hard")?.quantity ?? null}
        tone={tone}
      />
      <span className={styles.trend} title={trend === "steady" ? STEADY : undefined}>
        {known ? (trend ?? "") : "–"}
      </span>
    </li>
  );
};

/** How far each signal is from its threshold, and where it is going. */
export const SignalsPanel = ({ parts: { outlook, signals }, live }: { parts: EvictionParts; live: boolean }) => (
  <Panel
    title="Eviction signals"
    aside={
      <>
        <span className={styles.soft}>
          <SampleAge at={outlook?.at ?? null} live={live} />
        </span>
        <ExportButtons name="signal-samples" rows={samplesOf(signals)} columns={SAMPLE_COLUMNS} />
      </>
    }
  >
    {!outlook && (
      <Notice tone="unknown" symbol="question" title="The signals are not known.">
        It takes the pods of the node. The Sources tab says which call fails and what to do.
      </Notice>
    )}
    {outlook && !outlook.thresholdsKnown && (
      <Notice tone="unknown" symbol="question" title="The thresholds are not known.">
        {outlook.thresholdsUnknown}
      </Notice>
    )}
    {signals.length > 0 && (
      <ul className={`${styles.signals} ${live ? "" : styles.stale}`}>
        {signals.filter(isWorthALine).map((signal) => (
          <SignalLine key={signal.key} signal={signal} known={outlook?.thresholdsKnown ?? false} />
        ))}
      </ul>
    )}
    {outlook && signals.length === 0 && <p className={styles.soft}>No sample of the kubelet has told them yet.</p>}
  </Panel>
);
