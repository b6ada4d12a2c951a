const UNITS: Record<string, number> = {
  "": 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

export const KIB = 2 ** 10;
export const MIB = 2 ** 20;
export const GIB = 2 ** 30;

/** Cores, bytes or a count, from the quantities that scenarios write; nothing is 0. */
export function amount(quantity: string | undefined): number {
  if (quantity === undefined) return 0;
  const [, digits, unit] = /^([0-9.]+)([A-Za-z]*)$/.exec(quantity) ?? [];
  const factor = UNITS[unit ?? ""];
  if (digits === undefined || factor === undefined) throw new Error(`no quantity: ${quantity}`);
  return Number(digits) * factor;
}

const BINARY = [
  ["Ti", 2 ** 40],
  ["Gi", GIB],
  ["Mi", MIB],
  ["Ki", KIB],
] as const;

/** Bytes as Kubernetes writes a binary quantity: in the largest unit that leaves a whole number. */
export function bytes(value: number): string {
  const whole = Math.round(value);
  const [unit, factor] = BINARY.find(([, size]) => whole !== 0 && whole % size === 0) ?? ["", 1];
  return `${whole / factor}${unit}`;
}

/** Bytes cut to whole KiB, as memory observations are. */
export const kibibytes = (value: number): string => bytes(Math.floor(value / KIB) * KIB);

/** Cores as Kubernetes writes them. */
export const cores = (value: number): string =>
  Number.isInteger(value) ? String(value) : `${Math.round(value * 1000)}m`;
