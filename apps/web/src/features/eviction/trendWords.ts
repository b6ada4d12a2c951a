import type { SignalView } from "@bayplan/api/views";
import type { Millis } from "@bayplan/shared";
import { formatAmountInWords } from "./amounts.ts";

type Told = Pick<SignalView, "trend" | "headroom" | "unit" | "met" | "thresholds">;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Minutes that are told: nobody knows a pace so well that 14 would say more than 15. */
const ROUND_MINUTES = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60];

/** The nearest of those by their ratio. */
const roundMinutes = (minutes: number): number =>
  ROUND_MINUTES.find((one, index) => minutes < Math.sqrt(one * (ROUND_MINUTES[index + 1] ?? one))) ?? 60;

/** `15 min`, `1 h`, `less than a minute`, `now`: no more exact than a pace can be. Null without a moment. */
export const untilWords = (at: string | null, now: Millis): string | null => {
  if (at === null) return null;
  const left = Date.parse(at) - now;
  if (left <= 0) return "now";
  if (left < MINUTE) return "less than a minute";
  if (left >= 2 * HOUR) return `${Math.round(left / HOUR)} h`;
  const minutes = roundMinutes(left / MINUTE);
  return minutes === 60 ? "1 h" : `${minutes} min`;
};

/** `about 15 min`; `less than a minute` says by itself that it is not exact. */
export const aboutWords = (until: string): string => (/^\d/.test(until) ? `about ${until}` : until);

/** Where a signal is going, short: `about 15 min`, `falling slowly`, `steady`, `no threshold`. */
export const trendInShort = ({ trend, thresholds }: Told, now: Millis): string => {
  if (thresholds.length === 0) return "no threshold";
  if (trend === null) return "–";
  if (trend.verdict === "met") return "now";
  if (trend.verdict === "falling") {
    const until = untilWords(trend.meetsAt, now);
    return until === "now" ? "any moment" : aboutWords(until ?? "?");
  }
  if (trend.verdict === "slow") return "falling slowly";
  return trend.verdict === "steady" ? "steady" : "pace not known";
};

/** What stands beside the headroom: `gone in about 15 min at this pace`. */
export const paceWords = ({ trend }: Told, now: Millis): string => {
  if (trend === null) return "";
  if (trend.verdict === "steady") return "steady";
  if (trend.verdict === "slow") return "falling slowly";
  if (trend.verdict === "unknown")
    return trend.age !== null && trend.age > MINUTE / 1000
      ? "the last sample is too old to tell the pace"
      : "too few samples to tell the pace";
  if (trend.verdict === "met") return "";
  const until = untilWords(trend.meetsAt, now);
  return until === "now" ? "gone any moment at this pace" : `gone in ${aboutWords(until ?? "?")} at this pace`;
};

/** `2.5 GiB headroom`, `300 MiB below the line`. */
export const headroomWords = ({ headroom, unit }: Told): string => {
  if (headroom === null) return "no threshold";
  return headroom < 0
    ? `${formatAmountInWords(unit, -headroom)} below the line`
    : `${formatAmountInWords(unit, headroom)} headroom`;
};
