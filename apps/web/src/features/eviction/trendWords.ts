import type { SignalView } from "@bayplan/api/views";
import type { Millis } from "@bayplan/shared";
import { formatDuration } from "../../format/time.ts";
import { formatAmountInWords } from "./amounts.ts";

type Told = Pick<SignalView, "trend" | "headroom" | "unit" | "met" | "thresholds">;

const MINUTE = 60_000;

/** `14 min`, `less than a minute`, `now`; null without a moment. */
export const untilWords = (at: string | null, now: Millis): string | null => {
  if (at === null) return null;
  const left = Date.parse(at) - now;
  if (left <= 0) return "now";
  return left < MINUTE ? "less than a minute" : formatDuration(left);
};

/** Where a signal is going, short: `about 14 min`, `not at this pace`, `–` without a threshold. */
export const trendInShort = ({ trend, thresholds }: Told, now: Millis): string => {
  if (thresholds.length === 0 || trend === null) return "–";
  if (trend.verdict === "met") return "now";
  if (trend.verdict === "falling") {
    const until = untilWords(trend.meetsAt, now);
    return until === "now" ? "any moment" : `about ${until ?? "?"}`;
  }
  return trend.verdict === "steady" ? "not at this pace" : "pace not known";
};

/** What stands beside the headroom: `gone in about 14 min at this pace`. */
export const paceWords = ({ trend }: Told, now: Millis): string => {
  if (trend === null) return "";
  if (trend.verdict === "steady") return "not shrinking at this pace";
  if (trend.verdict === "unknown")
    return trend.age !== null && trend.age > MINUTE / 1000
      ? "the last sample is too old to tell the pace"
      : "too few samples to tell the pace";
  if (trend.verdict === "met") return "";
  const until = untilWords(trend.meetsAt, now);
  return until === "now" ? "gone any moment at this pace" : `gone in about ${until ?? "?"} at this pace`;
};

/** `2.5 GiB headroom`, `300 MiB below the line`. */
export const headroomWords = ({ headroom, unit }: Told): string => {
  if (headroom === null) return "no threshold";
  return headroom < 0
    ? `${formatAmountInWords(unit, -headroom)} below the line`
    : `${formatAmountInWords(unit, headroom)} headroom`;
};
