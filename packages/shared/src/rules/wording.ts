const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;

/** `302 MiB`, `1.5 GiB`: three figures at most. */
export function formatBytes(bytes: number): string {
  let amount = Math.abs(bytes);
  let unit = 0;
  while (amount >= 1023.5 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const figures = unit === 0 || amount >= 99.95 ? amount.toFixed(0) : amount.toFixed(1).replace(/\.0$/, "");
  return `${bytes < 0 ? "−" : ""}${figures} ${UNITS[unit]}`;
}

export const formatCount = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const ORDINALS = ["first", "second", "third"] as const;

/** `second`, `third`, `4th`, `11th`. */
export function ordinal(position: number): string {
  const word = ORDINALS[position - 1];
  if (word !== undefined) return word;
  const last = position % 10;
  const teen = Math.floor(position / 10) % 10 === 1;
  return `${position}${teen ? "th" : last === 1 ? "st" : last === 2 ? "nd" : last === 3 ? "rd" : "th"}`;
}

/** `45 s`, `3 min`, `2 h`, `5 d`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  if (seconds < 100 * 60) return `${Math.round(seconds / 60)} min`;
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}
