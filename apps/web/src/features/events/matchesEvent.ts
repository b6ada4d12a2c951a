import type { EventView } from "@bayplan/api/views";

/** Whether every word is somewhere in it; an empty type is any. */
export const matchesEvent = (
  { type, reason, message, component, object }: EventView,
  words: string,
  of: string,
): boolean => {
  if (of !== "" && type !== of) return false;
  const text = [reason, message, component, object.kind, object.namespace, object.name].join("\n").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

/** Those that name no moment come last. */
export const newestFirst = (events: readonly EventView[]): EventView[] =>
  events.toSorted((a, b) => (b.at ?? "").localeCompare(a.at ?? "") || a.key.localeCompare(b.key));
