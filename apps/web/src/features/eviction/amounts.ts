import { formatBytes, formatBytesApart, formatExactBytes, groupDigits } from "../../format/bytes.ts";

/** What a signal counts. */
export type SignalUnit = "bytes" | "inodes" | "pids";

const WORDS: Record<Exclude<SignalUnit, "bytes">, readonly [string, string]> = {
  inodes: ["inode", "inodes"],
  pids: ["process id", "process ids"],
};

const word = (unit: Exclude<SignalUnit, "bytes">, amount: number): string =>
  WORDS[unit][Math.abs(amount) === 1 ? 0 : 1];

const signed = (amount: number): string => `${amount < 0 ? "−" : ""}${groupDigits(Math.abs(amount))}`;

/** `2.5 GiB`, `1 638 400`: without the word of what is counted. */
export const formatAmount = (unit: SignalUnit | null, amount: number): string =>
  unit === "bytes" ? formatBytes(amount) : signed(amount);

/** With it: `12 inodes`. */
export const formatAmountInWords = (unit: SignalUnit | null, amount: number): string =>
  unit === null || unit === "bytes" ? formatAmount(unit, amount) : `${signed(amount)} ${word(unit, amount)}`;

/** Amounts that are compared: with as many figures as it takes to tell them apart. Null stays null. */
export const formatAmountsApart = (unit: SignalUnit | null, amounts: readonly (number | null)[]): (string | null)[] => {
  const known = amounts.filter((amount) => amount !== null);
  const texts = unit === "bytes" ? formatBytesApart(known) : known.map((amount) => formatAmount(unit, amount));
  const told = new Map(known.map((amount, index) => [amount, texts[index] ?? null]));
  return amounts.map((amount) => (amount === null ? null : (told.get(amount) ?? null)));
};

/** Nothing rounded away, for the one hover. */
export const formatExactAmount = (unit: SignalUnit | null, amount: number): string =>
  unit === "bytes"
    ? `${amount < 0 ? "−" : ""}${formatExactBytes(Math.abs(amount))}`
    : formatAmountInWords(unit, amount);
