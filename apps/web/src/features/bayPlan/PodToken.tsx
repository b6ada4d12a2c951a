import type { PodView } from "@bayplan/api/views";
import { memo } from "react";
import { PodLink } from "../../app/RowLinks.tsx";
import { formatQuantityInWords } from "../../format/quantity.ts";
import { RankRing } from "../eviction/RankRing.tsx";
import { isDrawnAlike, type Rank } from "../eviction/ranks.ts";
import { lookOfPod } from "../pod/containerState.ts";
import type { PlanResource } from "./podCells.ts";
import styles from "./PodTokens.module.css";

interface PodTokenProps {
  node: string;
  pod: PodView;
  resource: PlanResource;
  /** Null without a sample. */
  amount: number | null;
  x: number;
  y: number;
  width: number;
  height: number;
  rank: Rank | undefined;
  /** The one place of the plan that Tab stops at. */
  reachable: boolean;
  /** It, or its share of the hull, is pointed at. */
  told: boolean;
}

const labelOf = ({ pod, resource, amount, rank }: PodTokenProps): string => {
  const used = amount === null ? "without a sample" : formatQuantityInWords(resource, amount);
  const place = rank?.place ? `, number ${rank.place} in the eviction order` : "";
  return `${pod.name} in ${pod.namespace}, ${pod.qosClass}, ${lookOfPod(pod).words}, ${resource} ${used}${place}`;
};

/** A pod that has no cell to speak of: its tier, its rank, and who it is on hover and focus. */
export const PodToken = memo((props: PodTokenProps) => {
  const { node, pod, amount, x, y, width, height, rank, reachable, told } = props;
  return (
    <PodLink
      pod={pod}
      node={node}
      className={styles.token}
      aria-label={labelOf(props)}
      data-tier={pod.qosClass}
      data-key={pod.key}
      data-measured={amount !== null || undefined}
      data-told={told || undefined}
      tabIndex={reachable ? 0 : -1}
      style={{ left: x, top: y, width, height }}
    >
      {rank && <RankRing rank={rank} said={false} />}
    </PodLink>
  );
}, isDrawnAlike);
PodToken.displayName = "PodToken";
