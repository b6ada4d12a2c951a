import * as z from "zod/mini";

export * from "./moment.ts";

/**
 * A moment as RFC 3339 text in UTC, with the precision its source gave: the API server cuts to the second,
 * the runtime gives nanoseconds. Two sources are therefore never joined by time.
 */
export const time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));
export type Time = z.infer<typeof time>;
