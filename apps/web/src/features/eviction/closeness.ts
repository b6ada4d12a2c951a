import type { SignalView } from "@bayplan/api/views";
import { CLOSE_SHARE, CLOSE_TIME } from "@bayplan/shared/closeness";
import type { Tone } from "../../ui/Symbol.tsx";

/** Seconds that the samples must span: a pace that has held for less alarms nobody. */
const LEAST_SPAN = 60;

const isSoon = (headroom: number, trend: SignalView["trend"]): boolean =>
  trend?.verdict === "falling" &&
  trend.span >= LEAST_SPAN &&
  trend.perSecond !== null &&
  trend.perSecond < 0 &&
  (headroom / -trend.perSecond) * 1000 < CLOSE_TIME;

/** Red below the line, amber close to it by room or by time, else calm: a signal may well fall and be hours away. */
export const toneOf = ({
  headroom,
  capacity,
  thresholds,
  trend,
}: Pick<SignalView, "headroom" | "capacity" | "thresholds" | "trend">): Tone => {
  if (thresholds.some(({ kind, met }) => kind === "hard" && met)) return "danger";
  if (thresholds.some(({ met }) => met)) return "warn";
  if (headroom === null) return "quiet";
  return (capacity && headroom / capacity < CLOSE_SHARE) || isSoon(headroom, trend) ? "warn" : "quiet";
};
