import { Legend, type Swatch } from "../../ui/Legend.tsx";

const TIERS: { swatch: Swatch; label: string }[] = [
  { swatch: "Guaranteed", label: "Guaranteed" },
  { swatch: "Burstable", label: "Burstable" },
  { swatch: "BestEffort", label: "BestEffort" },
  { swatch: "mark", label: "asked for" },
  { swatch: "line", label: "load line" },
];
const TANK: { swatch: Swatch; label: string } = { swatch: "tank", label: "closer to its line than memory" };

/** How the small bay plans are drawn. @param tanks some have what is closer to its line beside them */
export const FleetLegend = ({ tanks }: { tanks: boolean }) => <Legend entries={tanks ? [...TIERS, TANK] : TIERS} />;
