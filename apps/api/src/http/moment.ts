import { toMillis, type Millis } from "@bayplan/shared";
import { Failure } from "./failure.ts";

/** RFC 3339 with a zone, to the nanosecond at most. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i;

/** A moment out of a query; `otherwise` where it is not asked for. Throws a 400 that shows how one is written. */
const momentOf = (query: Readonly<Record<string, unknown>>, name: "since" | "until", otherwise: Millis): Millis => {
  const text = query[name];
  if (text === undefined) return otherwise;
  const millis = typeof text === "string" && MOMENT.test(text) ? toMillis(text) : Number.NaN;
  if (Number.isNaN(millis))
    throw new Failure(400, "bad_moment", `${name} is no moment: write it as RFC 3339, like 2026-11-21T10:36:40Z.`);
  return millis;
};

export const periodOf = (query: Readonly<Record<string, unknown>>): { since: Millis; until: Millis } => {
  const since = momentOf(query, "since", Number.NEGATIVE_INFINITY);
  const until = momentOf(query, "until", Number.POSITIVE_INFINITY);
  if (since > until) throw new Failure(400, "bad_period", "since lies after until: there is nothing in between.");
  return { since, until };
};
