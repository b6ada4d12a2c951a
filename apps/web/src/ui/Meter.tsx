import type { CSSProperties } from "react";
import { formatExactQuantity, formatQuantity, formatShare } from "../format/quantity.ts";
import styles from "./Meter.module.css";

interface MeterProps {
  resource: string;
  /** Base units, as everywhere; null is not known. */
  usage: number | null;
  /** What the whole width stands for. */
  capacity: number | null;
  /** Drawn as an upright mark. */
  request?: number | null;
  /** What of the capacity can be given to pods: the rest is shaded. */
  allocatable?: number | null;
  tone?: "plain" | "warn" | "danger";
  /** As a picture of its own, and not beside text. */
  tall?: boolean;
}

const share = (amount: number, capacity: number): string => `${Math.min(100, (amount / capacity) * 100)}%`;

const words = ({ resource, usage, capacity, request, allocatable }: MeterProps): string =>
  [
    usage === null ? "usage not known" : `uses ${formatExactQuantity(resource, usage)}`,
    request === null || request === undefined ? null : `asked for ${formatExactQuantity(resource, request)}`,
    allocatable === null || allocatable === undefined
      ? null
      : `${formatExactQuantity(resource, allocatable)} allocatable`,
    capacity === null
      ? null
      : `of ${formatExactQuantity(resource, capacity)}${usage === null ? "" : ` (${formatShare(usage / capacity)})`}`,
  ]
    .filter((part) => part !== null)
    .join(", ");

/** How much of a capacity is used and asked for, as a bar; the figures stand beside it and, exactly, on hover. */
export const Meter = (props: MeterProps) => {
  const { resource, usage, capacity, request, allocatable, tone = "plain", tall = false } = props;
  if (capacity === null || capacity <= 0)
    return <span className={styles.none}>{usage === null ? "not known" : formatQuantity(resource, usage)}</span>;
  // One box with what it shows as its ground: a table of thousands has two in each row.
  const places = {
    "--usage": usage === null ? "0%" : share(usage, capacity),
    "--request": request ? share(request, capacity) : "-1%",
  } as CSSProperties;
  return (
    <div
      className={styles.meter}
      data-tone={tone}
      data-tall={tall || undefined}
      role="img"
      // Its name as well: said once, for rows by the hundred.
      title={words(props)}
      style={places}
    >
      {allocatable !== null && allocatable !== undefined && (
        <span className={styles.reserved} style={{ left: share(allocatable, capacity) }} />
      )}
    </div>
  );
};
