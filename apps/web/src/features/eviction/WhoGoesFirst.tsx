import type { EvictionRow, Signal } from "@bayplan/shared";
import { useMemo } from "react";
import { Link } from "../../app/Link.tsx";
import { Age } from "../../ui/Age.tsx";
import { ChoiceField } from "../../ui/Fields.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { formatAmount, formatExactAmount } from "./amounts.ts";
import type { EvictionParts } from "./evictionParts.ts";
import { forecastWords, reclaimWords } from "./forecastWords.ts";
import { RankRing } from "./RankRing.tsx";
import { ranksOf } from "./ranks.ts";
import styles from "./Signals.module.css";

const SHOWN = 5;

interface WhoGoesFirstProps {
  node: string;
  parts: EvictionParts;
  signal: Signal;
  onSignal(signal: string): void;
  onAll(): void;
}

const PodName = ({ row, node }: { row: Pick<EvictionRow, "namespace" | "pod">; node: string }) => (
  <Link
    to="/pods/$namespace/$name"
    params={{ namespace: row.namespace, name: row.pod }}
    search={{ node }}
    className={styles.pod}
  >
    {row.pod} <span>{row.namespace}</span>
  </Link>
);

/** The signals that have an order, for a field to choose from. */
export const SignalField = ({ parts, signal, onSignal }: Pick<WhoGoesFirstProps, "parts" | "signal" | "onSignal">) => (
  <ChoiceField
    label="signal"
    required
    value={signal}
    options={[...parts.orders.keys()].map((each) => ({ value: each, label: each }))}
    onChange={onSignal}
  />
);

/** The next to go for a signal, each with its why, and what that would give. */
export const WhoGoesFirst = ({ node, parts, signal, onSignal, onAll }: WhoGoesFirstProps) => {
  const order = parts.orders.get(signal);
  const state = parts.signals.find((each) => each.signal === signal);
  const ranks = useMemo(
    () => ranksOf(order ?? [], state?.forecast ? state.forecast.pods : 1),
    [order, state?.forecast],
  );
  const able = (order ?? []).filter(({ evictable }) => evictable);
  const forecast = state && forecastWords(state);
  const first = state && reclaimWords(state);
  return (
    <Panel title="Who goes first" aside={order && <SignalField parts={parts} signal={signal} onSignal={onSignal} />}>
      {able.length === 0 && (
        <Status tone={order ? "quiet" : "unknown"} symbol={order ? "check" : "question"}>
          {order ? "No pod here can be evicted for this." : "Not known without the pods and a sample of what they use."}
        </Status>
      )}
      <ol className={styles.victims}>
        {able.slice(0, SHOWN).map((row) => (
          <li key={row.uid}>
            <RankRing rank={ranks.get(row.uid) ?? { place: null, look: "passed" }} />
            <div>
              <PodName row={row} node={node} />
              <p className={styles.soft}>{row.why}</p>
            </div>
            <span
              className={styles.amount}
              title={row.usage === null ? "It is in no sample." : formatExactAmount(state?.unit ?? null, row.usage)}
            >
              {row.usage === null ? "?" : formatAmount(state?.unit ?? null, row.usage)}
            </span>
          </li>
        ))}
      </ol>
      {able.length > SHOWN && (
        <button type="button" className={styles.all} onClick={onAll}>
          The whole order, {able.length} pods
        </button>
      )}
      {(forecast ?? first) && (
        <p className={styles.forecast}>
          {first && `${first} `}
          {forecast && (
            <>
              {forecast.before}
              <b>{forecast.pods}</b> gives back <b>{forecast.amount}</b>
              {forecast.after}
            </>
          )}
          {parts.outlook?.at && (
            <>
              {" "}
              From a sample <Age at={parts.outlook.at} suffix=" old" />.
            </>
          )}
        </p>
      )}
    </Panel>
  );
};
