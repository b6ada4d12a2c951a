import { readTimes, type Times } from "../../format/telling.ts";
import { readZone } from "../../format/zone.ts";

const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const readTheme = (given: unknown): Theme | null => THEMES.find((theme) => theme === given) ?? null;

/** How an address wants its page shown, whatever page it is. Nothing of it is remembered. */
export interface ViewSearch {
  /** Without what stands around a page: for a frame. */
  embed?: "1";
  /** One panel of the page alone; implies `embed`. */
  panel?: string;
  /** The control of a replay all the same. */
  replay?: "1";
  theme?: Theme;
  /** How large everything is drawn: 0.5 to 2, where 1 is as ever. */
  zoom?: string;
  /** The zone in which times are told: any that the browser knows. */
  tz?: string;
  /** Whether times are told by how far back they are, or by the moment. */
  times?: Times;
}

/** What stays on every link from page to page. */
export const VIEW_KEYS = [
  "embed",
  "panel",
  "replay",
  "theme",
  "zoom",
  "tz",
  "times",
] as const satisfies (keyof ViewSearch)[];

const isOn = (given: unknown): boolean => given === "1" || given === "true";

const SMALLEST = 0.5;
const LARGEST = 2;

/** Kept within what can be read; what is no number changes nothing. */
const readZoom = (given: unknown): string | null => {
  const zoom = typeof given === "string" && /^\d*\.?\d+$/.test(given) ? Number(given) : Number.NaN;
  return Number.isNaN(zoom) ? null : String(Math.min(LARGEST, Math.max(SMALLEST, zoom)));
};

/** Reads an address; what it does not know is left out, never an error. */
export const readView = ({ embed, panel, replay, theme, zoom, tz, times }: Record<string, unknown>): ViewSearch => {
  const alone = typeof panel === "string" && panel !== "" ? panel : null;
  const shownTheme = readTheme(theme);
  const shownZoom = readZoom(zoom);
  const zone = readZone(tz);
  const told = readTimes(times);
  return {
    ...((alone !== null || isOn(embed)) && { embed: "1" as const }),
    ...(alone !== null && { panel: alone }),
    ...(isOn(replay) && { replay: "1" as const }),
    ...(shownTheme !== null && { theme: shownTheme }),
    ...(shownZoom !== null && shownZoom !== "1" && { zoom: shownZoom }),
    ...(zone !== null && { tz: zone }),
    ...(told !== null && { times: told }),
  };
};

/** The same place as a page of its own, for a link that leaves a frame: `/pods/shop/web?node=a&panel=start` without the rest. */
export const withoutFrame = (href: string): string => {
  const at = href.indexOf("#");
  const [place, hash] = at < 0 ? [href, ""] : [href.slice(0, at), href.slice(at)];
  const [path = "", query = ""] = place.split("?");
  const search = new URLSearchParams(query);
  for (const key of ["embed", "panel", "replay", "theme", "zoom"]) search.delete(key);
  return `${path}${search.size === 0 ? "" : `?${search}`}${hash}`;
};
