import { formatBytes, formatExactBytes, groupDigits } from "./bytes.ts";
import { formatCores, formatCoresInWords } from "./cores.ts";

const isBytes = (resource: string): boolean =>
  /(^|[./])(memory|ephemeral-storage|storage|swap)$/.test(resource) || resource.startsWith("hugepages-");

/** An amount of a resource in its base unit (cores, bytes, pieces), as it is shown. */
export const formatQuantity = (resource: string, amount: number): string => {
  if (resource === "cpu") return formatCores(amount);
  return isBytes(resource) ? formatBytes(amount) : groupDigits(amount);
};

/** The same with its unit in words and nothing rounded away, for the one hover. */
export const formatExactQuantity = (resource: string, amount: number): string => {
  if (resource === "cpu") return `${String(amount)} cores`;
  return isBytes(resource) ? formatExactBytes(amount) : groupDigits(amount);
};

export const formatQuantityInWords = (resource: string, amount: number): string =>
  resource === "cpu" ? formatCoresInWords(amount) : formatQuantity(resource, amount);

/** A share of one as percent: whole, but `<1 %` instead of a zero that is none. */
export const formatShare = (share: number): string =>
  share > 0 && share < 0.005 ? "<1 %" : `${Math.round(share * 100)} %`;
