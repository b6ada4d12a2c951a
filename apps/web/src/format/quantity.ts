import { formatBytes, formatBytesApart, formatExactBytes, groupDigits } from "./bytes.ts";
import { formatCores, formatCoresInWords } from "./cores.ts";

const isBytes = (resource: string): boolean =>
  /(^|[./])(memory|ephemeral-storage|storage|swap)$/.test(resource) || resource.startsWith("hugepages-");

/** What an amount of a resource counts in its base unit. */
export const unitOf = (resource: string): "cores" | "bytes" | "pieces" =>
  resource === "cpu" ? "cores" : isBytes(resource) ? "bytes" : "pieces";

/** An amount of a resource in its base unit (cores, bytes, pieces), as it is shown. */
export const formatQuantity = (resource: string, amount: number): string => {
  if (resource === "cpu") return formatCores(amount);
  return isBytes(resource) ? formatBytes(amount) : groupDigits(amount);
};

/**
 * Amounts of a resource that stand side by side: bytes with as many figures as it takes to tell apart those that
 * differ. Null stays null.
 */
export const formatQuantitiesApart = <Amounts extends readonly (number | null)[]>(
  resource: string,
  amounts: readonly [...Amounts],
): { [Index in keyof Amounts]: string | null } => {
  const known = amounts.filter((amount) => amount !== null);
  const texts = isBytes(resource) ? formatBytesApart(known) : known.map((amount) => formatQuantity(resource, amount));
  const told = new Map(known.map((amount, index) => [amount, texts[index] ?? null]));
  return amounts.map((amount) => (amount === null ? null : (told.get(amount) ?? null))) as {
    [Index in keyof Amounts]: string | null;
  };
};

/** The same with its unit in words and nothing rounded away, for the one hover. */
export const formatExactQuantity = (resource: string, amount: number): string => {
  if (resource === "cpu") return `${String(amount)} CPU`;
  return isBytes(resource) ? formatExactBytes(amount) : groupDigits(amount);
};

export const formatQuantityInWords = (resource: string, amount: number): string =>
  resource === "cpu" ? formatCoresInWords(amount) : formatQuantity(resource, amount);

/** A share of one as percent: whole, but `<1 %` instead of a zero that is none. */
export const formatShare = (share: number): string =>
  share > 0 && share < 0.005 ? "<1 %" : `${Math.round(share * 100)} %`;
