import { Legend, type LegendEntry } from "../../ui/Legend.tsx";
import styles from "./FleetPage.module.css";

const ENTRIES: LegendEntry[] = [
  { swatch: "Guaranteed", label: "Guaranteed" },
  { swatch: "Burstable", label: "Burstable" },
  { swatch: "BestEffort", label: "BestEffort" },
  { swatch: "mark", label: "asked for" },
  { swatch: "line", label: "load line" },
  { swatch: "tank", label: "what is closer to its line than memory" },
];

/** How the small bay plans are drawn, and of when they are. */
export const FleetLegend = () => (
  <div className={styles.legend}>
    <Legend entries={ENTRIES} />
    <p className="soft">Memory by each kubelet&apos;s latest sample; a node whose sample is overdue is drawn dashed.</p>
  </div>
);
