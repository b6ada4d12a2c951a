import {
  evictionOrders,
  toMillis,
  type EvictionOrderInput,
  type EvictionPressure,
  type HeldOrders,
  type Millis,
  type Pod,
} from "@bayplan/shared";

/** What the orders of a node were made from, from one change to the next. */
export interface HeldInputs {
  /** Since when this was so. */
  since: Millis;
  input: Omit<EvictionOrderInput, "evictedAt" | "now">;
  pressure: EvictionPressure | null;
}

/** An event can come so much later than what it tells of, and the runtime's word before it. */
const REACH: Millis = 90_000;
const MOST = 128;
/** The API cuts the moment of an event to the second. */
const CUT: Millis = 1_000;
/** A node with less than this share of a signal's capacity above its threshold may evict before its next sample. */
const NEAR = 0.1;

/** Some threshold is met or near: then it is worth keeping what the orders were a moment ago. */
export const isNear = (pressure: EvictionPressure | null): boolean =>
  pressure?.signals.some(({ capacity, thresholds }) =>
    thresholds.some(({ met, headroom }) => met || headroom < NEAR * (capacity ?? 0)),
  ) ?? false;

/** Without what is so old that no news can be about it any more. */
export const withinReach = (kept: readonly HeldInputs[], now: Millis): readonly HeldInputs[] =>
  kept.filter(({ since }) => since > now - REACH);

/** Adds what is about to change, and drops what is out of reach. */
export const keepHeld = (kept: readonly HeldInputs[], held: HeldInputs): readonly HeldInputs[] =>
  [...withinReach(kept, held.since), held].slice(-MOST);

const podOf = ({ input }: HeldInputs, uid: string): Pod | undefined => input.pods.find((pod) => pod.id === uid);

const runningOf = ({ input }: HeldInputs, uid: string): number | null =>
  input.containers?.filter(({ podUid, state }) => podUid === uid && state === "Running").length ?? null;

const isSampled = ({ input }: HeldInputs, uid: string): boolean => input.podStats.some(({ id }) => id === uid);

/** Something of the pod that was there has ended. */
const hasLost = (before: HeldInputs | null, held: HeldInputs, uid: string): boolean =>
  before === null
    ? runningOf(held, uid) === 0
    : (runningOf(held, uid) ?? 0) < (runningOf(before, uid) ?? 0) || (isSampled(before, uid) && !isSampled(held, uid));

const isUntouched = (held: HeldInputs, uid: string): boolean => {
  const pod = podOf(held, uid);
  if (!pod || pod.deletedAt !== undefined || pod.status.phase === "Failed" || pod.status.phase === "Succeeded")
    return false;
  return !pod.status.conditions?.some(({ type, status }) => type === "DisruptionTarget" && status === "True");
};

/**
 * The last of these that was so before a pod was evicted. The moment of an eviction is known to the second: within it
 * what is held counts for as long as nothing of the pod has ended. Null: none reaches back so far.
 */
export const heldBefore = (kept: readonly HeldInputs[], uid: string, at: Millis): HeldInputs | null => {
  let before: HeldInputs | null = null;
  for (const held of kept) {
    if (held.since >= at + CUT) break;
    if (!isUntouched(held, uid)) {
      if (held.since >= at) break;
      before = null;
      continue;
    }
    if (held.since >= at && hasLost(before, held, uid)) break;
    before = held;
  }
  return before;
};

/** The orders as they were then. Null: without a sample there was no order worth the name. */
export const heldOrders = (
  { input, pressure }: HeldInputs,
  evictedAt: ReadonlyMap<string, Millis>,
  at: Millis,
): HeldOrders | null => {
  const sampled = pressure?.at ?? null;
  if (sampled === null || Number.isNaN(toMillis(sampled))) return null;
  return { at: sampled, orders: evictionOrders({ ...input, evictedAt, now: at }) };
};
