/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** From `low` up to `high`. */
  between(low: number, high: number): number;
  /** A whole number from 0 up to `count`, which it never reaches. */
  below(count: number): number;
  hex(digits: number): string;
  uuid(): string;
  /** The end of a generated name, in Kubernetes' alphabet, which spells no words. */
  suffix(letters: number): string;
}

const SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** A stream of its own for each seed text: what one part draws changes nothing for another. */
export function createRandom(seed: string): Random {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  const hex = (digits: number) => {
    let text = "";
    while (text.length < digits)
      text += Math.floor(next() * 4_294_967_296)
        .toString(16)
        .padStart(8, "0");
    return text.slice(0, digits);
  };
  return {
    next,
    below,
    hex,
    between: (low, high) => low + next() * (high - low),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${"89ab"[below(4)] ?? "8"}${hex(3)}-${hex(12)}`,
    suffix: (letters) => Array.from({ length: letters }, () => SUFFIX_LETTERS[below(SUFFIX_LETTERS.length)]).join(""),
  };
}

/** 32 bits of a text (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
