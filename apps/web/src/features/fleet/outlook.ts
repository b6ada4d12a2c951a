import type { EvictionSummary, NodeRow } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { CLOSE_SHARE, CLOSE_TIME } from "@bayplan/shared/closeness";
import { formatBytesApart } from "../../format/bytes.ts";
import { formatShare } from "../../format/quantity.ts";
import { count, list } from "../../format/words.ts";
import { perRow } from "../../live/perRow.ts";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import { formatAmount } from "../eviction/amounts.ts";
import { lookOf, pictureOf } from "../sources/sourceState.ts";

/** The one sentence that stands under a node, and whether the node is framed for it. */
export interface Outlook {
  tone: Tone;
  symbol: SymbolName | null;
  text: string;
  /** With a length after the text: for how long that has been so. */
  since: Time | null;
  /** With the time that is left after the text, at this pace. */
  until: Time | null;
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

const NOUNS: Record<string, string> = {
  "memory.available": "memory",
  "allocatableMemory.available": "pods' memory",
  "pid.available": "process ids",
};

/** `memory`, `disk`, `inodes`: what a signal is short of, in a word. */
export const signalNoun = (signal: string): string =>
  NOUNS[signal] ?? (signal.endsWith(".inodesFree") ? "inodes" : "disk");

const isLive = (row: NodeRow): boolean => pictureOf(row).state === "live";

/** Where the node stands against its thresholds, unless that is not known of the present. */
const summaryOf = perRow((row: NodeRow): EvictionSummary | null =>
  isLive(row) && row.eviction?.thresholdsKnown && row.eviction.signal !== null ? row.eviction : null,
);

/** Below the hard threshold of some signal: pods have to go. */
export const isEvicting = perRow((row: NodeRow): boolean => {
  const summary = summaryOf(row);
  return summary !== null && summary.headroom !== null && summary.headroom < 0;
});

/**
 * Close to a load line: within a tenth of the capacity, or less than half an hour away at the present pace. Where no
 * line is known, with less than a tenth of memory free.
 */
export const isNarrow = perRow((row: NodeRow): boolean => {
  const summary = summaryOf(row);
  if (summary) {
    const close = (summary.headroomShare ?? 1) < CLOSE_SHARE || (summary.meetsIn ?? Infinity) * 1000 < CLOSE_TIME;
    return !isEvicting(row) && (summary.met || close);
  }
  const share = memoryShare(row);
  return share !== null && 1 - share < CLOSE_SHARE;
});

/** Whether it is memory that is close to its line, or below it. */
export const memoryTone = (row: NodeRow): "danger" | "warn" | "plain" => {
  const summary = summaryOf(row);
  if (summary && !(summary.signal ?? "").toLowerCase().includes("memory")) return "plain";
  return isEvicting(row) ? "danger" : isNarrow(row) ? "warn" : "plain";
};

/** How much memory is left, in words; empty where that is not known of the present. */
const freeWords = ({ memory }: NodeRow): string => {
  if (memory.capacity === null || memory.usage === null) return "";
  const [free, whole] = formatBytesApart([Math.max(0, memory.capacity - memory.usage), memory.capacity]);
  return `${free} of ${whole} memory free`;
};

/** `memory 2.5 GiB to the line`, `inodes 6 % above the line`; memory that is free where no line is known. */
export const lineWords = (row: NodeRow): string => {
  const summary = summaryOf(row);
  if (!summary || summary.signal === null || summary.headroom === null) return freeWords(row);
  const noun = signalNoun(summary.signal);
  if (summary.headroom < 0) return `evicting: ${noun}`;
  return noun === "inodes"
    ? `${noun} ${formatShare(summary.headroomShare ?? 0)} above the line`
    : `${noun} ${formatAmount(summary.unit, summary.headroom)} to the line`;
};

/** Why no threshold of a node is known: what became of reading the kubelet's settings. */
const unknownWords = ({ sources, agent }: NodeRow): string => {
  const settings = sources.find(({ call }) => call.includes("configz"));
  if (!settings) return agent.state === "none" ? "no agent reads them" : "configz not read yet";
  return settings.state === "denied" ? "no right to configz" : `configz ${lookOf(settings.state).word}`;
};

const quiet = (text: string): Outlook => ({ tone: "quiet", symbol: null, text, since: null, until: null });

const outlook = (tone: Tone, symbol: SymbolName, text: string, times: Partial<Outlook> = {}): Outlook => ({
  ...quiet(text),
  tone,
  symbol,
  ...times,
});

/** What matters most about a node right now. */
export const outlookOf = perRow((row: NodeRow): Outlook => {
  const picture = pictureOf(row);
  const summary = summaryOf(row);
  if (isEvicting(row)) return outlook("danger", "evicting", lineWords(row));
  if (row.pressure.length > 0)
    return summary && !summary.met
      ? outlook("warn", "triangle", `${pressureWords(row.pressure)} pressure not over yet`)
      : outlook("danger", "triangle", `under ${pressureWords(row.pressure)} pressure`);
  if (row.ready === false) return outlook("warn", "dashed", "not ready");
  if (row.agent.state === "silent")
    return outlook("warn", "dashed", "agent silent for", {
      since: picture.state === "stale" ? picture.heardAt : row.agent.since,
    });
  if (picture.state === "stale") return outlook("warn", "dashed", "usage stale for", { since: picture.heardAt });
  if (isNarrow(row)) return outlook("warn", "triangle", lineWords(row), { until: summary?.meetsAt ?? null });
  if (row.troubled) return outlook("warn", "restart", `${count(row.troubled, "container")} in trouble`);
  if (row.eviction && !row.eviction.thresholdsKnown)
    return outlook("unknown", "question", `line unknown: ${unknownWords(row)}`);
  if (picture.state === "live" && row.pods === null)
    return outlook("unknown", "question", "which pods use it is not known");
  if (picture.state === "blind")
    return outlook("unknown", "question", row.agent.state === "none" ? "no agent here" : "usage not known");
  return { ...quiet(lineWords(row)), until: summary?.meetsAt ?? null };
});
