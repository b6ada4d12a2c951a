import type { PodView } from "@bayplan/api/views";
import { memo, type CSSProperties } from "react";
import { PodLink } from "../../app/RowLinks.tsx";
import { formatQuantitiesApart, formatQuantityInWords } from "../../format/quantity.ts";
import { count } from "../../format/words.ts";
import { Symbol } from "../../ui/Symbol.tsx";
import { RankRing } from "../eviction/RankRing.tsx";
import { isDrawnAlike, type Rank } from "../eviction/ranks.ts";
import { isTroubled, lookOfPod, restartsOf } from "../pod/containerState.ts";
import { askedShare, type PlanResource } from "./podCells.ts";
import styles from "./PodCellLink.module.css";

export interface PodCellLinkProps {
  node: string;
  pod: PodView;
  resource: PlanResource;
  amount: number;
  request: number;
  /** Null: it has none. */
  limit: number | null;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Its place in the kubelet's order; undefined where there is none. */
  rank: Rank | undefined;
  /** The one cell of the plan that Tab stops at; arrows lead on from it. */
  reachable: boolean;
}

const sayAmount = ({ resource, amount, request }: PodCellLinkProps): string => {
  if (request === 0) return `${formatQuantityInWords(resource, amount)}, asked for nothing`;
  const [used, asked] = formatQuantitiesApart(resource, [amount, request]);
  return resource === "cpu"
    ? `${used} of ${formatQuantityInWords(resource, request)} asked`
    : `${used} of ${asked} asked`;
};

const SQUARES = [1, 2, 3, 4, 5, 6, 7, 8] as const;

const deviceWords = (amount: number): string =>
  amount > SQUARES.length ? `${amount} devices` : amount === 1 ? "device" : "devices";

/** From that share of its limit on a pod is close to it. */
const NEAR_LIMIT = 0.9;

/** Least pixels of a cell that has room for a gauge below its words. */
const GAUGED = { width: 56, height: 46 };

/** How far to its limit it is, as the ground of the cell: an element more in each would cost in every frame. */
const gaugeOf = ({ amount, limit, width, height }: PodCellLinkProps): CSSProperties | null =>
  limit === null || width < GAUGED.width || height < GAUGED.height
    ? null
    : ({ "--of-limit": `${Math.min(100, (amount / limit) * 100)}%` } as CSSProperties);

/** One small square a device, so that eight are seen as eight. */
const Devices = ({ amount }: { amount: number }) => (
  <span className={styles.devices}>
    {SQUARES.slice(0, amount).map((square) => (
      <i key={square} />
    ))}
    {deviceWords(amount)}{" "}
  </span>
);

/**
 * For those who do not see it: what the cell shows, as it shows it, and all that it has no room for. One label, since
 * hidden words in hundreds of cells cost in every frame.
 */
const labelOf = (props: PodCellLinkProps, shown: readonly (string | number | false)[]): string => {
  const { pod, resource, limit, rank } = props;
  const place = rank?.place ? `, number ${rank.place} in the eviction order` : "";
  const most = limit === null ? "" : `, limit ${formatQuantityInWords(resource, limit)}`;
  const restarts = restartsOf(pod) > 0 ? `, ${count(restartsOf(pod), "restart")}` : "";
  const seen = shown.filter((part) => part !== false).join(" ") || pod.name;
  const name = shown[0] === false && seen !== pod.name ? `${pod.name} ${seen}` : seen;
  return `${name}, in ${pod.namespace}, ${pod.qosClass}, ${lookOfPod(pod).words}, ${resource} ${sayAmount(props)}${most}${place}${restarts}`;
};

/** A pod in its slot: solid as far as it asked, hatched beyond, and how far to its limit. What does not fit is told on hover and focus. */
export const PodCellLink = memo((props: PodCellLinkProps) => {
  const { node, pod, resource, amount, request, limit, x, y, width, height, reachable, rank } = props;
  const digits = rank?.place ? String(rank.place).length : 0;
  const ringed = rank !== undefined && digits > 0 && width >= 4 + 6 * digits && height >= 11;
  const asked = askedShare({ amount, request });
  const named = width >= (ringed ? 80 : 56) && height >= 15;
  const short = width < 148;
  const devices = pod.containers.reduce((total, container) => total + container.devices.length, 0);
  const words =
    named && width >= 72 && height >= 38 && (short ? formatQuantityInWords(resource, amount) : sayAmount(props));
  const squared = devices > 0 && width >= 90 && height >= 58;
  const troubled = pod.containers.some(isTroubled) && width >= (ringed ? 46 : 22) && height >= 15;
  const gauge = gaugeOf(props);
  const label = labelOf(props, [
    named && pod.name,
    words,
    squared && deviceWords(devices),
    ringed && (rank.place ?? false),
    troubled && width >= 130 && restartsOf(pod),
  ]);
  return (
    <PodLink
      pod={pod}
      node={node}
      className={styles.cell}
      aria-label={label}
      data-tier={pod.qosClass}
      data-key={pod.key}
      data-low={height < 26 || undefined}
      data-limit={gauge && limit !== null ? (amount >= limit * NEAR_LIMIT ? "near" : "far") : undefined}
      data-digits={ringed ? digits : undefined}
      data-ringed={ringed ? (height < 20 || width < 10 + 6 * digits ? "small" : "full") : undefined}
      tabIndex={reachable ? 0 : -1}
      style={{ left: x, top: y, width, height, ...gauge }}
    >
      {asked < 1 && (
        <span className={styles.above} data-whole={asked === 0 || undefined} style={{ left: `${asked * 100}%` }} />
      )}
      {named && <span className={styles.name}>{pod.name} </span>}
      {words !== false && <span className={styles.amount}>{words} </span>}
      {squared && <Devices amount={devices} />}
      {ringed && (
        <span className={styles.rank}>
          <RankRing rank={rank} said={false} />{" "}
        </span>
      )}
      {troubled && (
        <span className={styles.trouble} data-beside={ringed || undefined}>
          <Symbol name="restart" />
          {width >= 130 && restartsOf(pod)}
        </span>
      )}
    </PodLink>
  );
}, isDrawnAlike);
PodCellLink.displayName = "PodCellLink";
