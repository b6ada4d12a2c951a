/** What of the evictions' page can stand alone. */
export const EVICTIONS_PANELS = { evicted: "Evicted", refused: "Refused" } as const;
