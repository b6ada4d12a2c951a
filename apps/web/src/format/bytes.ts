const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** Two or three figures and a binary unit: `640 MiB`, `2.5 GiB`, `64 GiB`. */
export const formatBytes = (bytes: number): string => {
  const sign = bytes < 0 ? "−" : "";
  let amount = Math.abs(bytes);
  let unit = 0;
  // 1023.5 would be rounded to 1024 of this unit: it is 1.0 of the next.
  while (amount >= 1023.5 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const text = unit === 0 || amount >= 9.95 ? String(Math.round(amount)) : amount.toFixed(1).replace(/\.0$/, "");
  return `${sign}${text} ${UNITS[unit]}`;
};

/** To the byte, digits in groups of three. */
export const formatExactBytes = (bytes: number): string => `${groupDigits(bytes)} bytes`;

/** `1234567` as `1 234 567`, with thin spaces. */
export const groupDigits = (amount: number): string => String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/g, "\u2009");
