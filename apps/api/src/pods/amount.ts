import { NANO, parseQuantity } from "@bayplan/shared";

/** Billionths as a plain number in base units, as views give amounts: exact up to 2^53 and as close as can be above. */
export const amount = (nano: bigint): number => Number(nano / NANO) + Number(nano % NANO) / 1e9;

export const amounts = (nanos: Readonly<Record<string, bigint>>): Record<string, number> =>
  Object.fromEntries(Object.entries(nanos).map(([name, nano]) => [name, amount(nano)]));

/** A quantity in billionths; null where there is none or it is malformed. */
export const nanoOf = (quantity: string | undefined): bigint | null => {
  if (quantity === undefined) return null;
  try {
    return parseQuantity(quantity);
  } catch {
    return null;
  }
};

/** Quantities as plain numbers in base units; malformed ones are left out. */
export const amountsOf = (quantities: Readonly<Record<string, string>> | undefined): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const [name, quantity] of Object.entries(quantities ?? {})) {
    const nano = nanoOf(quantity);
    if (nano !== null) found[name] = amount(nano);
  }
  return found;
};
