/** What of the evictions' page can stand alone. */
export const EVICTIONS_PANELS = {
  when: "When and where",
  evicted: "Evicted",
  refused: "Refused",
} as const;
