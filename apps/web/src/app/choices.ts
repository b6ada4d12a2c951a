import { readTimes } from "../format/telling.ts";
import { readZone } from "../format/zone.ts";
import { remembered } from "./remembered.ts";
import { readTheme } from "./view/view.ts";

/** theme.js reads it too, before the first paint. Null: as the system is. */
export const chosenTheme = remembered("bayplan-theme", readTheme);

/** Null: how far back they are. */
export const chosenTimes = remembered("bayplan-times", readTimes);

/** An IANA name; null: the browser's own zone. */
export const chosenZone = remembered("bayplan-zone", readZone);
