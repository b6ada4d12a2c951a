import type { QosClass } from "@bayplan/shared";
import type { Rank } from "../eviction/ranks.ts";
import { ballastBoxes, TIERS, type Ballast, type Box, type Cargo, type Plan } from "./layout.ts";
import type { PodCell } from "./podCells.ts";

type Cells<Item> = { item: Item; box: Box }[];

const sum = (items: readonly Cargo[]): number => items.reduce((total, { amount }) => total + amount, 0);

/** The mean of how far the cells of a strip are from square; 1 is a row of squares. */
const strain = (strip: readonly Cargo[], area: number, width: number): number => {
  const height = (sum(strip) * area) / width;
  const ratios = strip.map(({ amount }) => {
    const ratio = (amount * area) / height / height;
    return Math.max(ratio, 1 / ratio);
  });
  return ratios.reduce((total, ratio) => total + ratio, 0) / strip.length;
};

/**
 * Lays items into strips from the top down, left to right, in the order they come: an ordered treemap (Bederson,
 * Shneiderman, Wattenberg 2002). A strip takes the next item for as long as that makes its cells squarer.
 */
export const stripCells = <Item extends Cargo>(items: readonly Item[], box: Box): Cells<Item> => {
  const drawn = items.filter(({ amount }) => amount > 0);
  const total = sum(drawn);
  if (total <= 0 || box.width <= 0 || box.height <= 0) return [];
  const area = (box.width * box.height) / total;
  const strips: Item[][] = [];
  for (const item of drawn) {
    const last = strips.at(-1);
    if (last && strain([...last, item], area, box.width) <= strain(last, area, box.width)) last.push(item);
    else strips.push([item]);
  }
  let y = box.y;
  return strips.flatMap((strip) => {
    const height = (sum(strip) * area) / box.width;
    const top = y;
    let x = box.x;
    y += height;
    return strip.map((item) => {
      const width = (item.amount * area) / height;
      const cell = { item, box: { x, y: top, width, height } };
      x += width;
      return cell;
    });
  });
};

/** The pods in the order in which the kubelet would evict them; who is passed over, or has no place, comes last. */
export const inRankOrder = <Item extends Pick<PodCell, "pod">>(
  items: readonly Item[],
  ranks: ReadonlyMap<string, Rank>,
): Item[] => {
  const placeOf = ({ pod }: Item): number => ranks.get(pod.uid)?.place ?? Infinity;
  return items.toSorted((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
};

/** Those of all tiers: what was promised least comes first. */
export const fromTheDeck = (tiers: Record<QosClass, PodCell[]>): PodCell[] =>
  TIERS.toReversed().flatMap((tier) => tiers[tier]);

/** The same hull with the cells in the order given, first to go on top; area stays truth. */
export const orderedPlan = <Item extends Cargo>({
  capacity,
  ballast,
  items,
  width,
  height,
}: {
  capacity: number;
  ballast: Pick<Ballast, "keel" | "apart">;
  items: readonly Item[];
  width: number;
  height: number;
}): Plan<Item> => {
  const cargo = sum(items);
  const scale = height / Math.max(capacity, cargo + ballast.keel + ballast.apart, Number.MIN_VALUE);
  const { keel, apart } = ballastBoxes(ballast, scale, width, height);
  const waterline = apart.y - cargo * scale;
  const box = { x: 0, y: waterline, width, height: cargo * scale };
  return { keel, apart, bands: [], cells: stripCells(items, box), scale, waterline };
};
