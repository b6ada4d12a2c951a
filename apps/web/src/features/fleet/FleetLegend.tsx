import { Legend, type Swatch } from "../../ui/Legend.tsx";
import styles from "./FleetPage.module.css";

const TIERS: { swatch: Swatch; label: string }[] = [
  { swatch: "Guaranteed", label: "Guaranteed" },
  { swatch: "Burstable", label: "Burstable" },
  { swatch: "BestEffort", label: "BestEffort" },
  { swatch: "mark", label: "asked for" },
  { swatch: "line", label: "load line" },
];
const TANK: { swatch: Swatch; label: string } = { swatch: "tank", label: "closer to its line than memory" };

/** How the small bay plans are drawn. @param tanks some have what is closer to its line beside them */
export const FleetLegend = ({ tanks }: { tanks: boolean }) => (
  <div className={styles.legend}>
    <Legend entries={tanks ? [...TIERS, TANK] : TIERS} />
    <p className="soft">Memory by each kubelet&apos;s latest sample; a node whose sample is overdue is drawn dashed.</p>
  </div>
);
