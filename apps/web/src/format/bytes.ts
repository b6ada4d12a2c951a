const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/**
 * Two or three figures and a binary unit: `640 MiB`, `2.5 GiB`, `64 GiB`.
 * @param finer decimals more than that.
 */
export const formatBytes = (bytes: number, finer = 0): string => {
  const sign = bytes < 0 ? "−" : "";
  let amount = Math.abs(bytes);
  let unit = 0;
  // 1023.5 would be rounded to 1024 of this unit: it is 1.0 of the next.
  while (amount >= 1023.5 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const decimals = unit === 0 ? 0 : (amount >= 9.95 ? 0 : 1) + finer;
  return `${sign}${String(Number(amount.toFixed(decimals)))} ${UNITS[unit]}`;
};

const FINEST = 3;

/** Whether two amounts that differ would read the same. */
const hides = (amounts: readonly number[], texts: readonly string[]): boolean =>
  amounts.some((amount, index) => amounts.some((other, at) => amount !== other && texts[index] === texts[at]));

/**
 * Amounts that stand side by side, with as many figures as it takes to tell apart those that differ: `21.4 GiB`,
 * `20.9 GiB`; to the byte where three more decimals do not.
 */
export const formatBytesApart = (amounts: readonly number[]): string[] => {
  for (let finer = 0; finer <= FINEST; finer += 1) {
    const texts = amounts.map((amount) => formatBytes(amount, finer));
    if (!hides(amounts, texts)) return texts;
  }
  return amounts.map(formatExactBytes);
};

/** To the byte, digits in groups of three. */
export const formatExactBytes = (bytes: number): string => `${groupDigits(bytes)} bytes`;

/** `1234567` as `1 234 567`, with thin spaces. */
export const groupDigits = (amount: number): string => String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/g, "\u2009");
