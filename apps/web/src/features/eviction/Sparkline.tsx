import type { SignalSample } from "@bayplan/shared";
import { sparkline } from "./sparkline.ts";
import styles from "./Signals.module.css";

const WIDTH = 84;
const HEIGHT = 24;

/** What was available of late, and the threshold under it. The words beside it say the same. */
export const Sparkline = ({
  samples,
  threshold,
  tone,
}: {
  samples: readonly SignalSample[];
  threshold: number | null;
  tone: string;
}) => {
  const { path, line } = sparkline(samples, threshold, { width: WIDTH, height: HEIGHT });
  return (
    <svg
      className={styles.spark}
      data-tone={tone}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      {line !== null && <path className={styles.threshold} d={`M0 ${line.toFixed(1)}H${WIDTH}`} />}
      <path d={path} />
    </svg>
  );
};
