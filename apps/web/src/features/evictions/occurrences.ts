import type { EvictionView } from "@bayplan/api/views";
import type { Millis } from "@bayplan/shared";
import { naturalOrder } from "@bayplan/shared/naturalOrder";
import { causeOf } from "./cause.ts";

/** What happened on a node in one part of the time. */
export interface Occurrence {
  /** Its part, counted from the left. */
  part: number;
  from: Millis;
  to: Millis;
  /** Newest first. */
  evicted: EvictionView[];
  refused: EvictionView[];
  /** Some of those had to go because a threshold was met. */
  crossed: boolean;
}

export interface NodeOccurrences {
  /** `""`: nobody tells which. Null: several together that have fewer than those that are told by name. */
  node: string | null;
  nodes: number;
  /** How many in all. */
  amount: number;
  parts: Occurrence[];
}

/** Of a pod whose node nobody tells: an event of the taint manager does not. */
const NOWHERE = "";

const partsOf = (rows: readonly EvictionView[], from: Millis, to: Millis, amount: number): Occurrence[] => {
  const length = (to - from) / amount;
  const partOf = ({ at }: EvictionView): number =>
    Math.min(amount - 1, Math.max(0, Math.floor((Date.parse(at) - from) / length)));
  return [...Map.groupBy(rows, partOf)].map(([part, own]) => ({
    part,
    from: from + part * length,
    to: from + (part + 1) * length,
    evicted: own.filter(({ kind }) => kind !== "refused"),
    refused: own.filter(({ kind }) => kind === "refused"),
    crossed: own.some((eviction) => causeOf(eviction).tone === "danger"),
  }));
};

export interface OccurrencesShape {
  from: Millis;
  to: Millis;
  /** Into how many parts the time is cut. */
  parts: number;
  /** Nodes that are told by name at most. */
  most: number;
}

/** When it happened, node by node, those with the most first; the rest of them together. */
export const occurrences = (
  rows: readonly EvictionView[],
  { from, to, parts, most }: OccurrencesShape,
): NodeOccurrences[] => {
  const inside = rows.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to);
  const byNode = Map.groupBy(inside, ({ node }) => node);
  const nowhere = byNode.get(NOWHERE) ?? [];
  byNode.delete(NOWHERE);
  const sorted = [...byNode].toSorted(([aNode, a], [bNode, b]) => b.length - a.length || naturalOrder(aNode, bNode));
  const named = sorted.slice(0, sorted.length > most ? most - 1 : most);
  const others = sorted.slice(named.length);
  const rest = others.flatMap(([, own]) => own).toSorted((a, b) => b.at.localeCompare(a.at));
  const lines = [
    ...named.map(([node, own]) => ({ node, nodes: 1, own })),
    { node: null, nodes: others.length, own: rest },
    { node: NOWHERE, nodes: 0, own: nowhere },
  ];
  return lines
    .filter(({ own }) => own.length > 0)
    .map(({ node, nodes, own }) => ({ node, nodes, amount: own.length, parts: partsOf(own, from, to, parts) }));
};

const LEAST = 10 * 60_000;

/** From the oldest, or as long as is looked back, to the present; never less than ten minutes. */
export const stretchOf = (
  rows: readonly EvictionView[],
  span: Millis | null,
  now: Millis,
): { from: Millis; to: Millis } => {
  const oldest = rows.reduce((first, { at }) => Math.min(first, Date.parse(at)), now);
  const whole = span ?? Math.max(LEAST, (now - oldest) * 1.02);
  return { from: now - whole, to: now };
};
