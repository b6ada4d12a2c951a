import { useMatches } from "@tanstack/react-router";
import { DEVICES_PANELS } from "../../features/devices/devicesPanels.ts";
import { EVICTIONS_PANELS } from "../../features/evictions/evictionsPanels.ts";
import { FLEET_PANELS } from "../../features/fleet/fleetPanels.ts";
import { NODE_PANELS } from "../../features/node/nodePanels.ts";
import { POD_PANELS } from "../../features/pod/podPanels.ts";
import { useView } from "./useView.ts";

/** What an address calls each panel of a page that can stand alone, and what the page calls it. */
export type Panels = Readonly<Record<string, string>>;

const PANELS: Readonly<Record<string, Panels>> = {
  "/": FLEET_PANELS,
  "/nodes/$name": NODE_PANELS,
  "/pods/$namespace/$name": POD_PANELS,
  "/evictions": EVICTIONS_PANELS,
  "/devices": DEVICES_PANELS,
};

const NONE: Panels = {};

/** The panels of the page that is shown. */
export const usePanels = (): Panels => {
  const matches = useMatches();
  return PANELS[matches.at(-1)?.routeId ?? ""] ?? NONE;
};

/** Which of these is shown alone; null: the whole page. */
export const usePanel = <Name extends string>(panels: Readonly<Record<Name, string>>): Name | null => {
  const { panel } = useView();
  return panel !== undefined && Object.hasOwn(panels, panel) ? (panel as Name) : null;
};
