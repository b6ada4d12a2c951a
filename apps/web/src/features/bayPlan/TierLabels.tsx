import { formatQuantityInWords } from "../../format/quantity.ts";
import { count } from "../../format/words.ts";
import styles from "./Hull.module.css";
import type { Plan } from "./layout.ts";
import type { PlanResource, PodCell } from "./podCells.ts";
import { spread } from "./spread.ts";

/** Room for what is said of the load line, above the tiers' names. */
const BELOW_LOAD_LINE = 88;

const LABEL_HEIGHT = 38;

/** Each tier's name and amount beside its band. */
export const TierLabels = ({
  plan,
  height,
  resource,
}: {
  plan: Plan<PodCell>;
  height: number;
  resource: PlanResource;
}) => {
  const bands = plan.bands.filter(({ cells }) => cells.length > 0).toReversed();
  const middles = bands.map(({ box }) => box.y + box.height / 2);
  const placed = spread(middles, LABEL_HEIGHT, BELOW_LOAD_LINE, height);
  return (
    <ul className={styles.labels}>
      {bands.map((band, index) => (
        <li key={band.qosClass} style={{ top: (placed[index] ?? 0) - LABEL_HEIGHT / 2 }}>
          <b data-tier-text={band.qosClass}>{band.qosClass}</b>
          <span>
            {formatQuantityInWords(resource, band.amount)} · {count(band.cells.length, "pod")}
          </span>
        </li>
      ))}
    </ul>
  );
};
