import type { SignalView } from "@bayplan/api/views";
import type { EvictionRow, LocalStorageLimit, ThresholdState } from "@bayplan/shared";
import { formatDuration } from "../../format/time.ts";
import { Age } from "../../ui/Age.tsx";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { podColumns } from "../pod/podColumns.tsx";
import { formatAmountInWords, formatAmountsApart, formatExactAmount, type SignalUnit } from "./amounts.ts";
import { RankRing } from "./RankRing.tsx";
import { ranksOf, type Rank } from "./ranks.ts";
import styles from "./Signals.module.css";

interface AmountProps {
  unit: SignalUnit | null;
  amount: number | null;
  words?: boolean;
  /** What it is compared with: it is told with as many figures as it takes to tell them apart. */
  beside?: number | null;
}

const Amount = ({ unit, amount, words = false, beside = null }: AmountProps) =>
  amount === null ? (
    <span title="No source tells.">–</span>
  ) : (
    <span title={formatExactAmount(unit, amount)}>
      {unit !== "bytes" && words ? formatAmountInWords(unit, amount) : formatAmountsApart(unit, [amount, beside])[0]}
    </span>
  );

/** One threshold of a signal; a signal without any has one row of its own. */
export interface ThresholdRow {
  key: string;
  signal: SignalView;
  threshold: ThresholdState | null;
}

export const thresholdRows = (signals: readonly SignalView[]): ThresholdRow[] =>
  signals.flatMap((signal): ThresholdRow[] =>
    signal.thresholds.length === 0
      ? [{ key: signal.key, signal, threshold: null }]
      : signal.thresholds.map((threshold) => ({
          key: `${signal.key} ${threshold.kind} ${threshold.text}`,
          signal,
          threshold,
        })),
  );

const Met = ({ threshold }: { threshold: ThresholdState | null }) => {
  if (!threshold) return "–";
  if (!threshold.met || !threshold.since)
    return (
      <Status tone="ok" symbol="check">
        not met
      </Status>
    );
  return (
    <Status tone={threshold.kind === "hard" ? "danger" : "warn"} symbol="down">
      met for <Age at={threshold.since} />
    </Status>
  );
};

export const thresholdColumns: readonly Column<ThresholdRow>[] = [
  {
    key: "signal",
    name: "Signal",
    value: ({ signal }) => signal.signal,
    width: "minmax(216px, 1.6fr)",
    render: ({ signal }) => <code className={styles.name}>{signal.signal}</code>,
  },
  {
    key: "kind",
    name: "Kind",
    width: "64px",
    value: ({ threshold }) => threshold?.kind ?? null,
    render: ({ threshold }) => threshold?.kind ?? "–",
  },
  {
    key: "unit",
    name: "Unit",
    fileOnly: true,
    value: ({ signal }) => signal.unit,
  },
  {
    key: "threshold",
    name: "Evicts below",
    numeric: true,
    value: ({ threshold }) => threshold?.quantity ?? null,
    render: ({ signal, threshold }) =>
      threshold ? (
        <span title={`configured ${threshold.text}, ${formatExactAmount(signal.unit, threshold.quantity)}`}>
          {formatAmountsApart(signal.unit, [threshold.quantity, signal.available])[0]}
        </span>
      ) : (
        "–"
      ),
  },
  {
    key: "available",
    name: "Available",
    numeric: true,
    value: ({ signal }) => signal.available,
    width: "minmax(124px, 1.1fr)",
    render: ({ signal, threshold }) => (
      <Amount unit={signal.unit} amount={signal.available} beside={threshold?.quantity ?? null} words />
    ),
  },
  {
    key: "capacity",
    name: "Of",
    numeric: true,
    value: ({ signal }) => signal.capacity,
    render: ({ signal }) => <Amount unit={signal.unit} amount={signal.capacity} />,
  },
  {
    key: "headroom",
    name: "Headroom",
    numeric: true,
    value: ({ threshold }) => threshold?.headroom ?? null,
    render: ({ signal, threshold }) => <Amount unit={signal.unit} amount={threshold?.headroom ?? null} />,
  },
  {
    key: "grace",
    name: "Grace",
    unit: "seconds",
    numeric: true,
    value: ({ threshold }) => threshold?.gracePeriodSeconds ?? null,
    render: ({ threshold }) =>
      threshold ? (threshold.kind === "hard" ? "none" : formatDuration(threshold.gracePeriodSeconds * 1000)) : "–",
  },
  {
    key: "reclaim",
    name: "Min. reclaim",
    numeric: true,
    value: ({ threshold }) => threshold?.minimumReclaim ?? null,
    render: ({ signal, threshold }) =>
      threshold?.minimumReclaim ? <Amount unit={signal.unit} amount={threshold.minimumReclaim} /> : "–",
  },
  {
    key: "met",
    name: "State",
    width: "minmax(110px, 1fr)",
    value: ({ threshold }) => threshold && (threshold.met ? "met" : "not met"),
    render: ({ threshold }) => <Met threshold={threshold} />,
  },
  { key: "since", name: "Since", fileOnly: true, value: ({ threshold }) => threshold?.since ?? null },
  {
    key: "evictions",
    name: "Evicted for it",
    numeric: true,
    value: ({ signal }) => signal.evictions,
    render: ({ signal }) => <span title="Since the kubelet started, by its own count">{signal.evictions ?? "–"}</span>,
  },
];

export interface OrderRow {
  row: EvictionRow;
  rank: Rank;
  unit: SignalUnit | null;
}

export const orderRows = (order: readonly EvictionRow[], state: SignalView | undefined): OrderRow[] => {
  const ranks = ranksOf(order, state?.forecast ? state.forecast.pods : 1);
  return order.map((row) => ({
    row,
    rank: ranks.get(row.uid) ?? { place: null, look: "passed", why: row.why },
    unit: state?.unit ?? null,
  }));
};

export const orderColumns = (node: string): readonly Column<OrderRow>[] => [
  {
    key: "place",
    name: "#",
    width: "40px",
    value: ({ rank }) => rank.place,
    render: ({ rank }) => <RankRing rank={rank} />,
  },
  ...podColumns<OrderRow>(node, ({ row }) => row, "minmax(150px, 1.5fr)"),
  { key: "uid", name: "UID", fileOnly: true, value: ({ row }) => row.uid },
  {
    key: "why",
    name: "Why there",
    width: "minmax(200px, 2.4fr)",
    value: ({ row }) => row.why,
    render: ({ row }) => <span className={styles.soft}>{row.why}</span>,
  },
  {
    key: "qos",
    name: "QoS class",
    value: ({ row }) => row.qosClass,
    render: ({ row }) => <span data-tier-text={row.qosClass}>{row.qosClass}</span>,
  },
  { key: "priority", name: "Priority", numeric: true, value: ({ row }) => row.priority },
  { key: "unit", name: "Unit", fileOnly: true, value: ({ unit }) => unit },
  {
    key: "usage",
    name: "Uses",
    numeric: true,
    value: ({ row }) => row.usage,
    render: ({ row, unit }) => <Amount unit={unit} amount={row.usage} beside={unit === "bytes" ? row.request : null} />,
  },
  // For inodes and process ids the request is in another unit, or there is none: only the excess counts there.
  {
    key: "request",
    name: "Asked",
    unit: "bytes",
    numeric: true,
    value: ({ row, unit }) => (unit === "pids" ? null : row.request),
    render: ({ row, unit }) =>
      unit === "pids" ? "–" : <Amount unit="bytes" amount={row.request} beside={unit === "bytes" ? row.usage : null} />,
  },
  {
    key: "excess",
    name: "Above",
    numeric: true,
    value: ({ row }) => row.excess,
    render: ({ row, unit }) =>
      row.excess !== null && row.excess > 0 ? <Amount unit={unit} amount={row.excess} /> : "–",
  },
  {
    key: "gives",
    name: "Gives back",
    numeric: true,
    value: ({ row }) => row.gives,
    render: ({ row, unit }) => <Amount unit={unit} amount={row.gives} />,
  },
];

export interface LimitRow {
  key: string;
  limit: LocalStorageLimit;
}

const nearness = ({ usage, limit }: LocalStorageLimit): number => (usage === null ? -1 : usage / limit);

/** The nearest to its limit first. */
export const limitRows = (limits: readonly LocalStorageLimit[]): LimitRow[] =>
  limits
    .toSorted((a, b) => nearness(b) - nearness(a))
    .map((limit) => ({ key: `${limit.uid} ${limit.scope} ${limit.name ?? ""}`, limit }));

export const limitColumns = (node: string): readonly Column<LimitRow>[] => [
  ...podColumns<LimitRow>(node, ({ limit }) => limit, "minmax(130px, 1.6fr)"),
  {
    key: "of",
    name: "Of",
    width: "minmax(90px, 1fr)",
    value: ({ limit }) => `${limit.scope} ${limit.name ?? ""}`.trim(),
  },
  {
    key: "usage",
    name: "Uses",
    unit: "bytes",
    numeric: true,
    width: "72px",
    value: ({ limit }) => limit.usage,
    render: ({ limit }) => <Amount unit="bytes" amount={limit.usage} beside={limit.limit} />,
  },
  {
    key: "limit",
    name: "Limit",
    unit: "bytes",
    numeric: true,
    width: "72px",
    value: ({ limit }) => limit.limit,
    render: ({ limit }) => <Amount unit="bytes" amount={limit.limit} beside={limit.usage} />,
  },
  {
    key: "headroom",
    name: "Headroom",
    unit: "bytes",
    numeric: true,
    width: "minmax(80px, 0.8fr)",
    value: ({ limit }) => limit.headroom,
    render: ({ limit }) =>
      limit.exceeded ? (
        <Status tone={limit.evictable ? "danger" : "warn"} symbol={limit.evictable ? "down" : "triangle"}>
          {limit.evictable ? "passed" : "passed, and stays"}
        </Status>
      ) : (
        <Amount unit="bytes" amount={limit.headroom} />
      ),
  },
  { key: "evictable", name: "Evicted for it", fileOnly: true, value: ({ limit }) => limit.evictable },
];
