import { EVICTION_KINDS, type EvictionKind } from "@bayplan/shared";
import { Failure } from "./failure.ts";

/**
 * The kinds that `?kind=` names, comma-separated. Without it all evictions, and no refusals: a pod that was never let in
 * was not evicted.
 */
export function evictionKinds(kind: unknown): ReadonlySet<EvictionKind> {
  if (kind === undefined) return new Set(EVICTION_KINDS.filter((known) => known !== "refused"));
  const names = String(kind).split(",");
  const unknown = names.filter((name) => !isKind(name));
  if (unknown.length > 0) {
    throw new Failure(
      400,
      "bad_kind",
      `There is no kind ${unknown.join(", ")}: there are ${EVICTION_KINDS.join(", ")}.`,
    );
  }
  return new Set(names.filter(isKind));
}

const isKind = (name: string): name is EvictionKind => EVICTION_KINDS.some((known) => known === name);
