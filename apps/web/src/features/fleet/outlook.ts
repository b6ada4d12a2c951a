import type { NodeRow } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { formatBytes } from "../../format/bytes.ts";
import { count, list } from "../../format/words.ts";
import { perRow } from "../../live/perRow.ts";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import { pictureOf } from "../sources/sourceState.ts";

/** Free memory below this share of the capacity is worth a look. */
const NARROW = 0.1;

/** The one sentence that stands under a node, and whether the node is framed for it. */
export interface Outlook {
  tone: Tone;
  symbol: SymbolName | null;
  text: string;
  /** With a length after the text: for how long that has been so. */
  since: Time | null;
}

const PRESSURES: Record<string, string> = {
  MemoryPressure: "memory",
  DiskPressure: "disk",
  PIDPressure: "process ids",
};

/** `memory and disk` of `MemoryPressure` and `DiskPressure`. */
export const pressureWords = (pressure: readonly string[]): string =>
  list(pressure.map((type) => PRESSURES[type] ?? type));

/** The share of memory in use, 0 to 1; null where it is not known or not of the present. */
export const memoryShare = (row: NodeRow): number | null =>
  pictureOf(row).state === "live" && row.memory.usage !== null && row.memory.capacity
    ? row.memory.usage / row.memory.capacity
    : null;

export const isNarrow = (row: NodeRow): boolean => {
  const share = memoryShare(row);
  return share !== null && 1 - share < NARROW;
};

/** How much memory is left, in words; empty where that is not known of the present. */
export const freeWords = ({ memory }: NodeRow): string =>
  memory.capacity === null || memory.usage === null
    ? ""
    : `${formatBytes(Math.max(0, memory.capacity - memory.usage))} of ${formatBytes(memory.capacity)} memory free`;

/** What matters most about a node right now. */
export const outlookOf = perRow((row: NodeRow): Outlook => {
  const picture = pictureOf(row);
  if (row.pressure.length > 0)
    return { tone: "danger", symbol: "triangle", text: `under ${pressureWords(row.pressure)} pressure`, since: null };
  if (row.ready === false) return { tone: "warn", symbol: "dashed", text: "not ready", since: null };
  if (row.agent.state === "silent")
    return {
      tone: "warn",
      symbol: "dashed",
      text: "agent silent for",
      since: picture.state === "stale" ? picture.heardAt : row.agent.since,
    };
  if (picture.state === "stale")
    return { tone: "warn", symbol: "dashed", text: "usage stale for", since: picture.heardAt };
  if (isNarrow(row)) return { tone: "warn", symbol: "triangle", text: freeWords(row), since: null };
  if (row.troubled > 0)
    return {
      tone: "warn",
      symbol: "restart",
      text: `${count(row.troubled, "container")} in trouble`,
      since: null,
    };
  if (picture.state === "live" && row.pods === null)
    return { tone: "unknown", symbol: "question", text: "which pods use it is not known", since: null };
  if (picture.state === "blind")
    return {
      tone: "unknown",
      symbol: "question",
      text: row.agent.state === "none" ? "no agent here: usage not known" : "usage not known",
      since: null,
    };
  return { tone: "quiet", symbol: null, text: freeWords(row), since: null };
});

/** Above 1 what is wrong already, below the share of memory in use; −1 where nothing is known. */
export const closeness = perRow((row: NodeRow): number => {
  if (row.pressure.length > 0) return 3 + (memoryShare(row) ?? 0);
  if (row.ready === false || row.agent.state === "silent") return 2;
  return memoryShare(row) ?? -1;
});
