import type { NodeRow, SourceView } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { perRow } from "../../live/perRow.ts";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";

interface Look {
  tone: Tone;
  symbol: SymbolName;
  word: string;
  /** What to do where the source itself says nothing. */
  advice: string;
}

const LOOKS: Record<SourceView["state"], Look> = {
  ok: { tone: "ok", symbol: "dot", word: "answers", advice: "" },
  stale: {
    tone: "warn",
    symbol: "dashed",
    word: "stale",
    advice: "It answered before and is overdue. If this lasts, look at the agent's log on that node.",
  },
  unreachable: {
    tone: "warn",
    symbol: "cross",
    word: "unreachable",
    advice: "Nothing answered. Check that it runs and that the agent is told its right address.",
  },
  denied: {
    tone: "warn",
    symbol: "slash",
    word: "denied",
    advice: "It answered that we may not. Give the agent's account the right to this call.",
  },
  unsupported: {
    tone: "quiet",
    symbol: "minus",
    word: "unsupported",
    advice: "This version has no such call, so what it would tell is not known here.",
  },
};

export const lookOf = (state: SourceView["state"]): Look => LOOKS[state];

/** Worst last. */
const SEVERITY: readonly SourceView["state"][] = ["ok", "unsupported", "stale", "denied", "unreachable"];

const severity = ({ state }: SourceView): number => SEVERITY.indexOf(state);

/** The call that fares worst; of several that fare alike the one heard last. */
export const worstOf = (calls: readonly SourceView[]): SourceView | null =>
  calls.toSorted((a, b) => severity(b) - severity(a) || (b.heardAt ?? "").localeCompare(a.heardAt ?? ""))[0] ?? null;

/** A thing that calls of its own tell; all else is whole without it. */
export type Side = "volumes" | "claimed devices";

/** The collections of the API server that a single thing on these pages is made of, and that thing. */
const SIDES: Readonly<Record<string, Side>> = {
  persistentvolumes: "volumes",
  resourceslices: "claimed devices",
  resourceclaims: "claimed devices",
};

/** What alone is missing without that call; null where the whole picture is made of it. */
export const sideOf = ({ source, call }: SourceView): Side | null =>
  (source === "apiserver" && SIDES[call.split("/").at(-1) ?? ""]) || null;

export interface Fares {
  /** Of the calls that the whole picture is made of, the one that fares worst. */
  worst: SourceView;
  /** Where those are well: calls that fail and that a single thing is made of, with that thing. */
  sides: readonly (SourceView & { side: Side })[];
}

/** How a source fares by its calls; null where it has none. */
export const faresOf = (calls: readonly SourceView[]): Fares | null => {
  const worst = worstOf(calls.filter((call) => sideOf(call) === null)) ?? worstOf(calls);
  if (!worst) return null;
  if (worst.state !== "ok") return { worst, sides: [] };
  const sides = calls.flatMap((call) => {
    const side = sideOf(call);
    return side === null || call.state === "ok" || call.state === "unsupported" ? [] : [{ ...call, side }];
  });
  return { worst, sides };
};

export const SOURCE_NAMES: Record<SourceView["source"], string> = {
  apiserver: "API",
  kubelet: "kubelet",
  cri: "CRI",
  podresources: "podresources",
  file: "files",
};

/** Calls by source, in the order in which a node's sources are always shown. */
export const bySource = (sources: readonly SourceView[]): { source: SourceView["source"]; calls: SourceView[] }[] =>
  (["kubelet", "cri", "podresources", "file", "apiserver"] as const)
    .map((source) => ({ source, calls: sources.filter((call) => call.source === source) }))
    .filter(({ calls }) => calls.length > 0);

/** The call that tells what pods use. */
const summaryOf = (sources: readonly SourceView[]): SourceView | undefined =>
  sources.find(({ call }) => call.includes("stats/summary"));

/** Whether what is drawn of a node can pass for the present. */
export type Picture =
  | { state: "live" }
  /** It was true at `heardAt`, and may not be any more. */
  | { state: "stale"; heardAt: Time | null; why: string }
  /** No usage is known, and never was. */
  | { state: "blind"; why: string };

const latest = (sources: readonly SourceView[]): Time | null =>
  sources
    .flatMap(({ heardAt }) => heardAt ?? [])
    .toSorted()
    .at(-1) ?? null;

export const pictureOf = perRow((row: Pick<NodeRow, "agent" | "sources" | "memory">): Picture => {
  const summary = summaryOf(row.sources);
  if (row.agent.state === "silent") {
    const heardAt = latest(row.sources.filter(({ source }) => source !== "apiserver"));
    return {
      state: "stale",
      heardAt: heardAt ?? row.agent.since,
      why: "Its agent has stopped reporting. See whether the agent's pod runs on this node and reaches this server.",
    };
  }
  if (summary && (summary.state === "stale" || summary.state === "unreachable") && summary.heardAt !== null) {
    return { state: "stale", heardAt: summary.heardAt, why: summary.message || LOOKS[summary.state].advice };
  }
  if (row.memory.usage !== null && row.memory.capacity !== null) return { state: "live" };
  if (summary && summary.state !== "ok") return { state: "blind", why: summary.message || LOOKS[summary.state].advice };
  if (row.agent.state === "none")
    return {
      state: "blind",
      why: "No agent runs on this node, and the API server tells no usage. Run `bayplan agent` there.",
    };
  return { state: "blind", why: "The kubelet's first sample has not arrived yet." };
});

/** Why no load line is drawn. The thresholds come with the kubelet's settings, `/configz`. */
export const whyNoLoadLine = (sources: readonly SourceView[], podsKnown: boolean): string => {
  const settings = sources.find(({ call }) => call.includes("configz"));
  if (!settings) return "Nobody reads this kubelet's eviction thresholds.";
  if (settings.state !== "ok")
    return `The kubelet's settings are ${LOOKS[settings.state].word}, so its thresholds are not known.`;
  if (!podsKnown) return "The thresholds are read, but the pods of this node are not known.";
  return "The thresholds are read, but no sample of this has arrived yet.";
};
