/** The API server's form of a moment: RFC 3339 in UTC, cut to the second. */
export const toSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** The kubelet's form in annotations: nanoseconds, of which the last six digits are made up from the text given. */
export const toNanosText = (at: number, text: string): string =>
  `${new Date(at).toISOString().slice(0, -1)}${String(tail(text)).padStart(6, "0")}Z`;

/** The runtime's form: nanoseconds since 1970, of which the last six digits are made up from the text given. */
export const toNanos = (at: number, text: string): bigint => BigInt(Math.trunc(at)) * 1_000_000n + BigInt(tail(text));

function tail(text: string): number {
  let value = 7;
  for (let index = 0; index < text.length; index++) value = (value * 31 + text.charCodeAt(index)) % 1_000_000;
  return value;
}
