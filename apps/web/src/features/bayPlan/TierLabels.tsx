import type { QosClass } from "@bayplan/shared";
import { formatQuantityInWords } from "../../format/quantity.ts";
import { count } from "../../format/words.ts";
import styles from "./Hull.module.css";
import type { Plan } from "./layout.ts";
import type { PlanResource, PodCell } from "./podCells.ts";
import { spread } from "./spread.ts";
import { isThin } from "./WaterAndKeel.tsx";

const LABEL_HEIGHT = 38;

/**
 * Pixels from the top of the hull to what is said of its load line (`said`: its height): beside the line, and above the
 * tiers' names.
 */
export const lineLabelTop = (plan: Plan<PodCell>, height: number, lineTop: number, said: number): number => {
  const labels = plan.bands.filter(({ cells }) => cells.length > 0).length + (isThin(plan) ? 1 : 0);
  return Math.max(0, Math.min(lineTop, height - labels * LABEL_HEIGHT - said));
};

/** Each tier's name and amount beside its band, and those of a keel too thin to have them in it. */
export const TierLabels = ({
  plan,
  height,
  resource,
  pods,
  keel,
  under,
}: {
  plan: Plan<PodCell>;
  height: number;
  resource: PlanResource;
  /** How many have a sample, by tier. */
  pods: Record<QosClass, readonly PodCell[]>;
  /** Null: it says what it is by itself. */
  keel: { name: string; title: string; amount: string } | null;
  /** Where what is said of the load line ends. */
  under: number;
}) => {
  const bands = plan.bands.filter(({ cells }) => cells.length > 0).toReversed();
  const middles = [...bands.map(({ box }) => box), ...(keel ? [plan.keel] : [])].map((box) => box.y + box.height / 2);
  const placed = spread(middles, LABEL_HEIGHT, under, height);
  return (
    <ul className={styles.labels}>
      {bands.map((band, index) => (
        <li key={band.qosClass} style={{ top: (placed[index] ?? 0) - LABEL_HEIGHT / 2 }}>
          <b data-tier-text={band.qosClass}>{band.qosClass}</b>
          <span>
            {formatQuantityInWords(resource, band.amount)} · {count(pods[band.qosClass].length, "pod")}
          </span>
        </li>
      ))}
      {keel && (
        <li style={{ top: (placed.at(-1) ?? 0) - LABEL_HEIGHT / 2 }} title={keel.title}>
          <b>{keel.name}</b>
          <span>{keel.amount}</span>
        </li>
      )}
    </ul>
  );
};
