const TYPES = ["Warning", "Normal"] as const;

/** Which events the address asks for. */
export interface EventsSearch {
  /** Words that must be in an event. */
  event?: string;
  type?: (typeof TYPES)[number];
}

export const readEventsSearch = (given: Record<string, unknown>): EventsSearch => {
  const type = TYPES.find((each) => each === given.type);
  return {
    ...(typeof given.event === "string" && given.event !== "" && { event: given.event }),
    ...(type && { type }),
  };
};
