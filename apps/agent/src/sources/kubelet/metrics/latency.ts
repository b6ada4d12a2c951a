import type { Latency } from "@bayplan/shared";
import type { Sample } from "./exposition.ts";

/** Gathers a histogram's samples and reduces them to what is shown. */
export interface Histogram {
  add(part: "bucket" | "count" | "sum", sample: Sample): void;
  latency(): Latency;
}

export function createHistogram(): Histogram {
  const buckets: { bound: number; count: number }[] = [];
  let count = 0;
  let sum = 0;
  return {
    add(part, { labels, value }) {
      if (part === "count") count = value;
      else if (part === "sum") sum = value;
      else buckets.push({ bound: labels["le"] === "+Inf" ? Infinity : Number(labels["le"]), count: value });
    },
    latency() {
      buckets.sort((a, b) => a.bound - b.bound);
      return { count, sum, p50: quantile(0.5, buckets), p99: quantile(0.99, buckets) };
    },
  };
}

/** As Prometheus' histogram_quantile: linear within a bucket; in the last one its lower bound. Null without observations. */
export function quantile(share: number, buckets: readonly { bound: number; count: number }[]): number | null {
  const total = buckets.at(-1)?.count ?? 0;
  if (total === 0) return null;
  const rank = share * total;
  const index = buckets.findIndex((bucket) => bucket.count >= rank);
  const bucket = buckets[index];
  if (!bucket) return null;
  const below = buckets[index - 1] ?? { bound: 0, count: 0 };
  if (bucket.bound === Infinity) return index === 0 ? null : below.bound;
  return below.bound + ((bucket.bound - below.bound) * (rank - below.count)) / (bucket.count - below.count);
}
