import type { EvictionView } from "@bayplan/api/views";
import type { Millis } from "@bayplan/shared";
import { readOpened, type OpenedSearch } from "../../ui/opened.ts";

const HOUR = 3_600_000;

/** How far back to look. */
const SPANS = { "1h": HOUR, "6h": 6 * HOUR, "24h": 24 * HOUR, "7d": 7 * 24 * HOUR } as const;

export interface EvictionsSearch extends OpenedSearch {
  /** Words that must be in the node, namespace, pod, signal or message. */
  q?: string;
  node?: string;
  namespace?: string;
  kind?: string;
  signal?: string;
  since?: keyof typeof SPANS;
}

const text = (given: unknown): string | undefined => (typeof given === "string" && given !== "" ? given : undefined);

const isSpan = (given: unknown): given is keyof typeof SPANS =>
  typeof given === "string" && Object.hasOwn(SPANS, given);

/** How far back is looked; null: to the oldest. */
export const spanOf = ({ since }: EvictionsSearch): Millis | null => (since === undefined ? null : SPANS[since]);

export const readEvictionsSearch = (given: Record<string, unknown>): EvictionsSearch => {
  const read = {
    q: text(given.q),
    node: text(given.node),
    namespace: text(given.namespace),
    kind: text(given.kind),
    signal: text(given.signal),
    since: isSpan(given.since) ? given.since : undefined,
    ...readOpened(given),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
};

/** Whether an eviction passes all filters at the moment `now`; without a clock all of time is looked at. */
export const matchesEviction = (
  eviction: EvictionView,
  { q, since, node, namespace, kind, signal }: EvictionsSearch,
  now: Millis | null,
): boolean => {
  if (node !== undefined && eviction.node !== node) return false;
  if (namespace !== undefined && eviction.namespace !== namespace) return false;
  if (kind !== undefined && eviction.kind !== kind) return false;
  if (signal !== undefined && eviction.signal !== signal) return false;
  if (since !== undefined && now !== null && Date.parse(eviction.at) < now - SPANS[since]) return false;
  if (q === undefined) return true;
  const text = [eviction.node, eviction.namespace, eviction.pod, eviction.signal ?? "", eviction.why, eviction.message]
    .join("\n")
    .toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
