const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};
const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;

/**
 * A duration as Go writes it (`1h30m`, `90s`, `500ms`, `0`), in seconds.
 *
 * @throws Error with the text in it, where it is none.
 */
export function parseDuration(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const body = text.replace(/^[+-]/, "");
  if (body === "0") return 0;
  let seconds = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < body.length) {
    const part = PART.exec(body);
    if (part === null) throw new Error(`"${text}" is no duration: want one such as 1h30m, 90s or 500ms`);
    seconds += Number(part[1]) * (UNITS[part[2] ?? ""] ?? Number.NaN);
  }
  if (body === "") throw new Error(`"${text}" is no duration: want one such as 1h30m, 90s or 500ms`);
  return sign * seconds;
}
