import type { FleetRow, NodeRow } from "../views/node.ts";

/**
 * A row as every page of the fleet gets it. When each call last answered is new with every report, and with all calls
 * it is two thirds of a row: whether a node's own page is looked at or not, it would be sent again and again.
 */
export const fleetRow = (row: NodeRow): FleetRow => ({
  ...row,
  sources: row.sources.filter(({ state }) => state !== "ok"),
});
