import styles from "./Skeleton.module.css";

interface SkeletonProps {
  /** In pixels: that of what will stand here, so that nothing jumps. */
  height: number;
  /** Any CSS length. */
  width?: string;
}

/** Finds whether something is on its way. */
export const LOADING = "[data-skeleton]";

/** Holds the place of what is on its way. */
export const Skeleton = ({ height, width = "100%" }: SkeletonProps) => (
  <div className={styles.skeleton} style={{ height, width }} data-skeleton aria-hidden="true" />
);
