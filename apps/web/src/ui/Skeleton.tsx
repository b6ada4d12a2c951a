import styles from "./Skeleton.module.css";

interface SkeletonProps {
  /** In pixels: that of what will stand here, so that nothing jumps. */
  height: number;
  /** Any CSS length. */
  width?: string;
}

/** Holds the place of what is on its way. */
export const Skeleton = ({ height, width = "100%" }: SkeletonProps) => (
  <div className={styles.skeleton} style={{ height, width }} aria-hidden="true" />
);
