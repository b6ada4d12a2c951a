import {
  drivingTaint,
  explainEviction,
  isSignal,
  signalUnit,
  toMillis,
  type EvictionExplanation,
  type EvictionRow,
  type Millis,
} from "@bayplan/shared";
import type { NodeState } from "../nodes/state.ts";
import type { EvictionView, HeldPlace } from "../views/eviction.ts";
import { heldBefore, heldOrders } from "./held.ts";
import { orderInputs } from "./inputs.ts";
import type { ObservedEviction } from "./observe.ts";

/** So many places of the held order are kept with an eviction. */
const PLACES = 5;

const placesOf = (order: readonly EvictionRow[] | null, uid: string): HeldPlace[] =>
  (order ?? []).flatMap((row, index) => (index < PLACES || row.uid === uid ? [{ ...row, place: index + 1 }] : []));

export type Explained = Pick<
  EvictionView,
  "signal" | "unit" | "threshold" | "available" | "used" | "asked" | "why" | "check" | "heldAt" | "others"
>;

const explained = (
  { eviction }: ObservedEviction,
  told: EvictionExplanation,
): Omit<Explained, "heldAt" | "others"> => ({
  signal: told.signal,
  unit: told.signal !== null && isSignal(told.signal) ? signalUnit(told.signal) : null,
  threshold: told.threshold,
  available: told.available ?? eviction.shortage?.available ?? null,
  used: told.usage,
  asked: told.request ?? eviction.shortage?.requested ?? null,
  why: told.why,
  check: told.check,
});

/**
 * Why a pod went, by what was known of its node before it did.
 *
 * @param evictedAt by UID, when each pod of the node was evicted, as far as that is known.
 */
export const explainObserved = (
  observed: ObservedEviction,
  state: NodeState | undefined,
  evictedAt: () => ReadonlyMap<string, Millis>,
  now: Millis,
): Explained => {
  const { eviction, uid, at } = observed;
  const moment = toMillis(at);
  const current = state && orderInputs(state, now);
  const kept = current && state ? [...state.held, { ...current, since: state.heldSince }] : [];
  const before = eviction.kind === "threshold" ? heldBefore(kept, uid, moment) : null;
  const others = (): ReadonlyMap<string, Millis> =>
    new Map([...evictedAt()].filter(([other, millis]) => other !== uid && millis <= moment));
  const held = before && heldOrders(before, others(), moment);
  const told = explainEviction({
    eviction,
    uid,
    at,
    held,
    pressure: before?.pressure ?? state?.pressure,
    taint: eviction.kind === "taint" ? drivingTaint(state?.api?.taints ?? [], at, now) : null,
  });
  return { ...explained(observed, told), heldAt: held?.at ?? null, others: placesOf(told.order, uid) };
};
