import type { PodView } from "@bayplan/api/views";
import { memo } from "react";
import { PodLink } from "../../app/RowLinks.tsx";
import styles from "./PodCellLink.module.css";

interface PodSliverProps {
  node: string;
  pod: PodView;
  /** The share that it asked for, 0 to 1. */
  asked: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Its token is pointed at. */
  told: boolean;
}

/** A pod's share of the hull where that is too small to be a cell: drawn to scale, while its token says who it is. */
export const PodSliver = memo(({ node, pod, asked, x, y, width, height, told }: PodSliverProps) => (
  <PodLink
    pod={pod}
    node={node}
    className={styles.cell}
    data-tier={pod.qosClass}
    data-key={pod.key}
    data-sliver=""
    data-told={told || undefined}
    aria-hidden="true"
    tabIndex={-1}
    style={{ left: x, top: y, width, height }}
  >
    {asked < 1 && (
      <span className={styles.above} data-whole={asked === 0 || undefined} style={{ left: `${asked * 100}%` }} />
    )}
  </PodLink>
));
PodSliver.displayName = "PodSliver";
