import type { Millis } from "@bayplan/shared";

/** The zone of the reader's own clock. */
export const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A zone by its IANA name, in whatever case; null for what the browser knows no zone by. */
export const readZone = (given: unknown): string | null => {
  if (typeof given !== "string" || given === "") return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: given }).resolvedOptions();
    // The browser's own name may be an older one of the same zone: what was asked for is what is told.
    return timeZone.toLowerCase() === given.toLowerCase() ? timeZone : given;
  } catch {
    return null;
  }
};

const clockIn = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "iso8601",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });

const zone = { name: browserZone(), clock: clockIn(browserZone()), offsets: new Map<number, Millis>() };

/** The zone in which every time of the page is told, until another is set: whoever sets it draws the page anew. */
export const setZone = (name: string): void => {
  if (name === zone.name) return;
  Object.assign(zone, { name, clock: clockIn(name), offsets: new Map() });
};

/** Zones change their offset at a quarter of an hour, so that one look at each is enough. */
const QUARTER = 15 * 60_000;
const MOST = 2_000;

const lookUp = (at: Millis): Millis => {
  const parts = Object.fromEntries(zone.clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
};

/** How far the zone's clocks are ahead of UTC at that moment; behind is negative. */
export const zoneOffset = (at: Millis): Millis => {
  const quarter = Math.floor(at / QUARTER);
  const known = zone.offsets.get(quarter);
  if (known !== undefined) return known;
  const offset = lookUp(quarter * QUARTER);
  if (zone.offsets.size >= MOST) zone.offsets.clear();
  zone.offsets.set(quarter, offset);
  return offset;
};
