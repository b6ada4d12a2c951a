/** How the page's one connection fares. Times are by the page's own steady clock, in milliseconds. */
export type Connection =
  | { state: "connecting" }
  | { state: "live" }
  /** `retryAt` in the past: an attempt is being made. */
  | { state: "reconnecting"; lostAt: number; retryAt: number };

export type ConnectionEvent = { type: "opened" } | { type: "waiting"; retryAt: number };

/** What follows from an event at the moment `now`. */
export const nextConnection = (before: Connection, event: ConnectionEvent, now: number): Connection =>
  event.type === "opened"
    ? { state: "live" }
    : { state: "reconnecting", lostAt: before.state === "reconnecting" ? before.lostAt : now, retryAt: event.retryAt };
