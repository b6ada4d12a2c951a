import { Link } from "../../app/Link.tsx";
import type { Box } from "./layout.ts";
import { askedShare, type PodCell } from "./podCells.ts";
import styles from "./PodCellLink.module.css";

/** A pod's share of the hull where that is too small to be a cell: drawn to scale, while its token says who it is. */
export const PodSliver = ({ node, cell, box, told }: { node: string; cell: PodCell; box: Box; told: boolean }) => (
  <Link
    to="/pods/$namespace/$name"
    params={{ namespace: cell.pod.namespace, name: cell.pod.name }}
    search={{ node }}
    className={styles.cell}
    data-tier={cell.pod.qosClass}
    data-key={cell.key}
    data-sliver=""
    data-told={told || undefined}
    aria-hidden="true"
    tabIndex={-1}
    style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
  >
    {askedShare(cell) < 1 && (
      <span
        className={styles.above}
        data-whole={askedShare(cell) === 0 || undefined}
        style={{ left: `${askedShare(cell) * 100}%` }}
      />
    )}
  </Link>
);
