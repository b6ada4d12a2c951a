import type { CSSProperties } from "react";
import styles from "./Skeleton.module.css";

/** How high, in pixels, what will stand here is, so that nothing jumps. */
export interface Place {
  height: number;
  /** The same where the page is narrow; absent: no other. */
  narrow?: number;
}

interface SkeletonProps extends Place {
  /** Any CSS length. */
  width?: string;
}

/** Finds whether something is on its way. */
export const LOADING = "[data-skeleton]";

/** Holds the place of what is on its way. */
export const Skeleton = ({ height, narrow = height, width = "100%" }: SkeletonProps) => (
  <div
    className={styles.skeleton}
    style={{ "--height": `${height}px`, "--narrow": `${narrow}px`, width } as CSSProperties}
    data-skeleton
    aria-hidden="true"
  />
);
