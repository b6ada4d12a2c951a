import type { EvictionView } from "@bayplan/api/views";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import { formatAmountInWords } from "../eviction/amounts.ts";
import { formatQuantitiesApart, formatQuantity, formatQuantityInWords } from "../../format/quantity.ts";

const NAMED = new Set(["memory", "ephemeral-storage"]);

/** Where the unit is not told the resource says it; bytes need no name. */
const say = ({ unit, resource }: EvictionView, amount: number): string => {
  if (unit !== null || resource === null) return formatAmountInWords(unit, amount);
  return NAMED.has(resource)
    ? formatQuantity(resource, amount)
    : `${formatQuantityInWords(resource, amount)}${resource === "cpu" ? "" : ` ${resource}`}`;
};

/** Two amounts that are compared, in words that tell them apart. */
const apart = (eviction: EvictionView, one: number | null, other: number | null): [string | null, string | null] => {
  if (one !== null && other !== null && (eviction.unit === "bytes" || NAMED.has(eviction.resource ?? "")))
    return formatQuantitiesApart("memory", [one, other]);
  return [one === null ? null : say(eviction, one), other === null ? null : say(eviction, other)];
};

/** What it used and asked for, and what the kubelet saw. Empty where nothing is known. */
export const figureWords = (eviction: EvictionView): string[] => {
  const { used, asked, threshold, available, limit, kind } = eviction;
  if (kind === "refused")
    return [
      ...(asked === null ? [] : [`asked for ${say(eviction, asked)}`]),
      ...(available === null ? [] : [`there was ${say(eviction, available)}`]),
    ];
  const [sayUsed, sayAsked] = apart(eviction, used, asked);
  const [sayThreshold, sayAvailable] = apart(eviction, threshold, available);
  return [
    ...(sayUsed === null ? [] : [`used ${sayUsed}`]),
    ...(sayAsked === null ? [] : [asked === 0 ? "asked for nothing" : `asked for ${sayAsked}`]),
    ...(sayThreshold === null || limit ? [] : [`threshold ${sayThreshold}`]),
    ...(sayAvailable === null ? [] : [`${sayAvailable} were available`]),
    ...(limit?.bytes
      ? [`${limit.scope}${limit.name ? ` ${limit.name}` : ""} limited to ${formatAmountInWords("bytes", limit.bytes)}`]
      : []),
  ];
};

/** Whether it was foreseen: only an eviction for a threshold can be. */
export const checkWords = ({
  check,
  kind,
}: Pick<EvictionView, "check" | "kind">): { tone: Tone; symbol: SymbolName; words: string } | null => {
  if (check.correct === true) return { tone: "ok", symbol: "check", words: "Bayplan had it first" };
  if (check.correct === false) {
    const stood =
      check.position === null ? "Bayplan did not have it in the order" : `Bayplan had it as number ${check.position}`;
    return { tone: "warn", symbol: "cross", words: check.difference ? `${stood}: ${check.difference}` : stood };
  }
  return kind === "threshold" ? { tone: "unknown", symbol: "question", words: "no order was held before it" } : null;
};
