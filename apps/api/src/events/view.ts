import type { Event } from "@bayplan/shared";
import type { EventView } from "../views/event.ts";

const views = new WeakMap<Event, EventView>();

const view = (event: Event): EventView => ({
  key: `event/${event.uid}`,
  part: "event",
  at: event.lastAt,
  firstAt: event.firstAt,
  count: event.count,
  type: event.type,
  reason: event.reason,
  message: event.message,
  component: event.component,
  object: { ...event.object, container: event.object.container ?? null },
});

/** An event as it is shown; made once for each. */
export const eventView = (event: Event): EventView => {
  const known = views.get(event);
  if (known) return known;
  const made = view(event);
  views.set(event, made);
  return made;
};
