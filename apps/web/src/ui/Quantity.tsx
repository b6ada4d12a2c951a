import { formatExactQuantity, formatQuantity } from "../format/quantity.ts";

interface QuantityProps {
  resource: string;
  /** In base units: cores, bytes, pieces; null is not known. */
  amount: number | null;
  unknown?: string;
}

/** An amount with its unit; the exact one on hover. */
export const Quantity = ({ resource, amount, unknown = "not known" }: QuantityProps) =>
  amount === null ? (
    <span title="No source tells.">{unknown}</span>
  ) : (
    <span title={formatExactQuantity(resource, amount)}>{formatQuantity(resource, amount)}</span>
  );
