/** What of the fleet's page can stand alone. */
export const FLEET_PANELS = { fleet: "All nodes", numbers: "The fleet in figures" } as const;
