import type { SignalView } from "@bayplan/api/views";
import { count } from "../../format/words.ts";
import { formatAmountInWords } from "./amounts.ts";

const NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** In words up to ten. */
const inWords = (amount: number): string => NUMBERS[amount] ?? String(amount);

interface ForecastWords {
  /** `Evicting the first` */
  before: string;
  /** `two` */
  pods: string;
  amount: string;
  after: string;
}

/** What evicting the first few gives back: as many as it takes to clear a met threshold, else the first alone. */
export const forecastWords = ({ forecast, unit }: Pick<SignalView, "forecast" | "unit">): ForecastWords | null => {
  if (!forecast || forecast.steps.length === 0) return null;
  const taken = forecast.steps.slice(0, forecast.pods === null ? forecast.steps.length : forecast.pods || 1);
  const known = taken.flatMap(({ gives }) => gives ?? []);
  const gives = known.reduce((total, each) => total + each, 0);
  const least = known.length < taken.length;
  const enough =
    forecast.pods === null ? ", and that is not enough" : forecast.pods > 0 ? ", and that clears the line" : "";
  return {
    before: taken.length === 1 ? "Evicting the first" : "Evicting the first ",
    pods: taken.length === 1 ? "" : inWords(taken.length),
    amount:
      least && gives === 0
        ? "an amount that is not known"
        : `${least ? "at least " : ""}${formatAmountInWords(unit, gives)}`,
    after: `${enough}. The kubelet evicts one, then looks again.`,
  };
};

/** What goes before any pod; null where nothing does. */
export const reclaimWords = ({ reclaim }: Pick<SignalView, "reclaim">): string | null => {
  if (!reclaim) return null;
  const { deadContainers, unusedImages, bytes } = reclaim;
  const things = [
    ...(deadContainers.count > 0 ? [count(deadContainers.count, "dead container")] : []),
    ...(unusedImages.count > 0 ? [count(unusedImages.count, "unused image")] : []),
  ];
  return things.length === 0
    ? null
    : `${things.join(" and ")} would go first, ${formatAmountInWords("bytes", bytes)} at most.`;
};
