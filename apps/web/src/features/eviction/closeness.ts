import type { SignalView } from "@bayplan/api/views";
import type { Tone } from "../../ui/Symbol.tsx";

/** Less than this share of the capacity above the line is close. */
const CLOSE = 0.1;

/** Red below the line, amber close to it or falling towards it. */
export const toneOf = ({
  headroom,
  capacity,
  thresholds,
  trend,
}: Pick<SignalView, "headroom" | "capacity" | "thresholds" | "trend">): Tone => {
  if (thresholds.some(({ kind, met }) => kind === "hard" && met)) return "danger";
  if (thresholds.some(({ met }) => met) || trend?.verdict === "falling") return "warn";
  return headroom !== null && capacity && headroom / capacity < CLOSE ? "warn" : "quiet";
};
