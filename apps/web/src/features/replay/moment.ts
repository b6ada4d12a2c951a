import type { Millis } from "@bayplan/shared";

/** From a recording's first moment to its last. */
export interface Span {
  start: Millis;
  end: Millis;
}

const SECOND = 1_000;
const DAY = 86_400_000;

export const within = ({ start, end }: Span, at: Millis): Millis => Math.min(Math.max(at, start), end);

/** `2026-11-21 10:37:20 UTC`: whoever shares a recording speaks of the same moment, whatever their zones. */
export const formatUtc = (at: Millis): string => `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** `10:37:20`, in UTC. */
export const formatUtcTime = (at: Millis): string => new Date(at).toISOString().slice(11, 19);

/** A length to the second: `4 s`, `1 min 36 s`, `2 h 0 min 5 s`. */
export const formatLength = (length: Millis): string => {
  const seconds = Math.floor(Math.max(0, length) / SECOND);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return [hours > 0 && `${hours} h`, minutes > 0 && `${minutes % 60} min`, `${seconds % 60} s`]
    .filter(Boolean)
    .join(" ");
};

/** As RFC 3339 for the address; milliseconds only where there are any. */
export const toRfc3339 = (at: Millis): string => new Date(at).toISOString().replace(".000Z", "Z");

const CLOCK = /^(?<sign>\+)?(?:(?<hours>\d+):)?(?<minutes>\d{1,2}):(?<seconds>\d{1,2}(?:\.\d+)?)$/;

const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?<zone>Z|[+-]\d{2}:\d{2})?$/i;

/**
 * What was typed as a moment: `10:38:40` in UTC, of the recording's own days; `+1:30` from its start; or a whole
 * RFC 3339 moment, in UTC where it names no zone. Null for what is none of them.
 */
export const parseMoment = (typed: string, { start }: Span): Millis | null => {
  const text = typed.trim().replace(/\s*UTC$/i, "");
  const whole = MOMENT.exec(text);
  if (whole) {
    const at = Date.parse(`${text.replace(" ", "T")}${whole.groups?.zone ? "" : "Z"}`);
    return Number.isNaN(at) ? null : at;
  }
  const clock = CLOCK.exec(text)?.groups;
  if (!clock) return null;
  const { sign, hours, minutes, seconds } = clock;
  if (Number(minutes) > 59 || Number(seconds) >= 60) return null;
  const length = Math.round((Number(hours ?? 0) * 3_600 + Number(minutes) * 60 + Number(seconds)) * SECOND);
  if (sign) return start + length;
  if (hours === undefined || length >= DAY) return null;
  const at = Math.floor(start / DAY) * DAY + length;
  // A second is written without its fraction: the one in which the recording begins is still of that day.
  return at + SECOND <= start ? at + DAY : at;
};

/** The address follows a playing recording this often. */
export const ADDRESS_EVERY: Millis = 2_000;

/**
 * Where an address that was opened leads; null where it says nothing, or where what plays has just been there: to load
 * a page anew does not set the recording back.
 */
export const toRestore = (
  address: string | undefined,
  { at, playing, speed, ...span }: Span & { at: Millis; playing: boolean; speed: number },
): Millis | null => {
  const moment = Date.parse(address ?? "");
  if (Number.isNaN(moment)) return null;
  const wanted = within(span, moment);
  if (wanted === at) return null;
  const passed = at - wanted;
  return playing && passed >= 0 && passed <= (ADDRESS_EVERY + 3 * SECOND) * Math.max(1, speed) ? null : wanted;
};
