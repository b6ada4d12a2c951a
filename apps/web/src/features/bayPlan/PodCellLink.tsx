import type { PodView } from "@bayplan/api/views";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { formatQuantity, formatQuantityInWords } from "../../format/quantity.ts";
import { Symbol } from "../../ui/Symbol.tsx";
import { isTroubled, lookOfPod, restartsOf } from "../pod/containerState.ts";
import { askedShare, type PlanResource } from "./podCells.ts";
import styles from "./PodCellLink.module.css";

export interface PodCellLinkProps {
  node: string;
  pod: PodView;
  resource: PlanResource;
  amount: number;
  request: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** The one cell of the plan that Tab stops at; arrows lead on from it. */
  reachable: boolean;
}

/** As much as fits: what it uses, beside what it asked for. */
const sayAmount = ({ resource, amount, request, width }: PodCellLinkProps): string => {
  const uses = formatQuantityInWords(resource, amount);
  if (width < 148) return uses;
  if (request <= 0) return `${uses}, asked for nothing`;
  return `${formatQuantity(resource, amount)} of ${formatQuantityInWords(resource, request)} asked`;
};

const label = ({ pod, resource, amount, request }: PodCellLinkProps): string =>
  `${pod.name} in ${pod.namespace}, ${pod.qosClass}, ${lookOfPod(pod).words}, uses ${formatQuantityInWords(resource, amount)}${resource === "memory" ? " memory" : ""}, ${request > 0 ? `asked for ${formatQuantityInWords(resource, request)}` : "asked for nothing"}`;

const SQUARES = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** One small square a device, so that eight are seen as eight. */
const Devices = ({ amount }: { amount: number }) => (
  <span className={styles.devices}>
    {SQUARES.slice(0, amount).map((square) => (
      <i key={square} />
    ))}
    {amount > 8 ? `${amount} devices` : amount === 1 ? "device" : "devices"}
  </span>
);

/** A pod in its slot: solid as far as it asked, hatched beyond. What does not fit is told on hover and focus. */
export const PodCellLink = memo((props: PodCellLinkProps) => {
  const { node, pod, amount, request, x, y, width, height, reachable } = props;
  const asked = askedShare({ amount, request });
  const troubled = pod.containers.some(isTroubled);
  const devices = pod.containers.reduce((total, container) => total + container.devices.length, 0);
  const named = width >= 46 && height >= 15;
  return (
    <Link
      to="/pods/$namespace/$name"
      params={{ namespace: pod.namespace, name: pod.name }}
      search={{ node }}
      className={styles.cell}
      data-tier={pod.qosClass}
      data-key={pod.key}
      data-low={height < 26 || undefined}
      tabIndex={reachable ? 0 : -1}
      aria-label={label(props)}
      style={{ left: x, top: y, width, height }}
    >
      {asked < 1 && (
        <span className={styles.above} data-whole={asked === 0 || undefined} style={{ left: `${asked * 100}%` }} />
      )}
      {named && <span className={styles.name}>{pod.name}</span>}
      {named && width >= 72 && height >= 38 && <span className={styles.amount}>{sayAmount(props)}</span>}
      {devices > 0 && width >= 90 && height >= 58 && <Devices amount={devices} />}
      {troubled && width >= 22 && height >= 15 && (
        <span className={styles.trouble}>
          <Symbol name="restart" />
          {width >= 130 && restartsOf(pod)}
        </span>
      )}
    </Link>
  );
});
PodCellLink.displayName = "PodCellLink";
