/** Billionths in one unit: the smallest part a quantity can have. */
export const NANO = 1_000_000_000n;

const SUFFIXES: Readonly<Record<string, { base: 2 | 10; exponent: number }>> = {
  n: { base: 10, exponent: -9 },
  u: { base: 10, exponent: -6 },
  m: { base: 10, exponent: -3 },
  "": { base: 10, exponent: 0 },
  k: { base: 10, exponent: 3 },
  M: { base: 10, exponent: 6 },
  G: { base: 10, exponent: 9 },
  T: { base: 10, exponent: 12 },
  P: { base: 10, exponent: 15 },
  E: { base: 10, exponent: 18 },
  Ki: { base: 2, exponent: 10 },
  Mi: { base: 2, exponent: 20 },
  Gi: { base: 2, exponent: 30 },
  Ti: { base: 2, exponent: 40 },
  Pi: { base: 2, exponent: 50 },
  Ei: { base: 2, exponent: 60 },
};

const FORM = /^([+-]?)(\d+)?(?:\.(\d*))?([a-zA-Z]*|[eE][+-]?\d+)$/;
const INTEGER = /^\d{1,15}$/;

/** A binary quantity is capped here; a decimal one is not. */
const MAX_BINARY = (2n ** 63n - 1n) * NANO;

/** No number of anything on a node has this many digits; without a bound a short text could fill the memory. */
const MAX_EXPONENT = 1024;

/**
 * A quantity as Kubernetes writes it (`100m`, `1.5Gi`, `1e3`, `12E`, `400n`, `128974848`), in billionths of its unit
 * (cores, bytes, pieces), exactly. What is finer than a billionth is rounded away from zero, and a binary quantity is
 * capped at 2^63−1 units, as apimachinery's `pkg/api/resource/quantity.go` does.
 *
 * @throws Error with the text in it, where it is no quantity.
 */
export function parseQuantity(text: string): bigint {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const quantity = parse(text);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(text, quantity);
  return quantity;
}

/** A node's pods repeat a few texts thousands of times. */
const parsed = new Map<string, bigint>();
const MOST_PARSED = 10_000;

function parse(text: string): bigint {
  if (INTEGER.test(text)) return BigInt(text) * NANO;
  const form = typeof text === "string" ? FORM.exec(text) : null;
  const [whole = "", fraction = ""] = [form?.[2], form?.[3]];
  if (form === null || whole + fraction === "") throw malformed(text);
  const { base, exponent } = scaleOf(form[4] ?? "", text);
  const digits = BigInt(whole + fraction);
  const magnitude =
    base === 2
      ? capped(scaled(digits << BigInt(exponent), -fraction.length))
      : scaled(digits, exponent - fraction.length);
  return form[1] === "-" ? -magnitude : magnitude;
}

/** Cores, bytes or pieces as a plain number: exact for whole units up to 2^53. */
export function toNumber(nano: bigint): number {
  return Number(nano / NANO) + Number(nano % NANO) / 1e9;
}

/** Billionths of a plain number of whole units, such as the bytes of a sample. */
export const fromNumber = (units: number): bigint => BigInt(Math.round(units)) * NANO;

function scaleOf(suffix: string, text: string): { base: 2 | 10; exponent: number } {
  const known = Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix] : undefined;
  if (known !== undefined) return known;
  const exponent = /^[eE][+-]?\d/.test(suffix) ? Number(suffix.slice(1)) : Number.NaN;
  if (Number.isNaN(exponent)) throw malformed(text);
  if (exponent > MAX_EXPONENT)
    throw new Error(`quantity "${text}" is too large: the exponent may be ${MAX_EXPONENT} at most`);
  return { base: 10, exponent };
}

/** `digits × 10^exponent` units in billionths; the digits are not negative. */
function scaled(digits: bigint, exponent: number): bigint {
  const shift = exponent + 9;
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  if (digits === 0n) return 0n;
  const divisor = 10n ** BigInt(Math.min(-shift, digits.toString().length));
  return (digits + divisor - 1n) / divisor;
}

const capped = (magnitude: bigint): bigint => (magnitude > MAX_BINARY ? MAX_BINARY : magnitude);

const malformed = (text: unknown): Error =>
  new Error(`"${String(text)}" is no quantity: want a number such as 100m, 1.5Gi, 1e3 or 12E`);
