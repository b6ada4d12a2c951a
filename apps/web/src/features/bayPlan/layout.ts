import type { QosClass } from "@bayplan/shared";
import { hierarchy, treemap, treemapResquarify, type HierarchyRectangularNode } from "d3-hierarchy";

/** What lies in a hull and in no cell. All amounts in the resource's base unit. */
export interface Ballast {
  /** Of no pod, as the sample tells it. */
  system: number;
  /** As much of that as is drawn: the cells' samples are not all of the node's moment, and the waterline is. */
  keel: number;
  /** Of pods that have gone since the sample, or have none of their own yet. */
  apart: number;
}

/**
 * One sample tells the node's use and that of all its pods: a pod that has gone since, or is too new, is then not taken
 * for the system. Without its word (`usageOfPods` null) that is whatever the `measured` pods do not account for.
 */
export const ballastOf = (usage: number, usageOfPods: number | null, measured: number): Ballast => {
  const rest = Math.max(0, usage - measured);
  const system = usageOfPods === null ? rest : Math.max(0, usage - usageOfPods);
  const keel = Math.min(system, rest);
  return { system, keel, apart: rest - keel };
};

/** Bottom to top: what is promised most lies lowest. */
export const TIERS = ["Guaranteed", "Burstable", "BestEffort"] as const satisfies readonly QosClass[];

/** What lies in one slot. The amount is in the resource's base unit. */
export interface Cargo {
  key: string;
  amount: number;
}

/** Pixels, from the upper left corner of the hull. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Band<Item extends Cargo> {
  qosClass: QosClass;
  amount: number;
  box: Box;
  cells: { item: Item; box: Box }[];
}

export interface Plan<Item extends Cargo> {
  /** What is used by no pod, below all tiers. */
  keel: Box;
  /** What is of pods that have no cell, between the two. */
  apart: Box;
  /** None where the cells lie in another order than by tier. */
  bands: Band<Item>[];
  cells: Band<Item>["cells"];
  /** Pixels for one unit of the resource. */
  scale: number;
  /** Where the cargo ends and the water begins. */
  waterline: number;
}

export interface PlanInput<Item extends Cargo> {
  capacity: number;
  ballast: Pick<Ballast, "keel" | "apart">;
  tiers: Record<QosClass, readonly Item[]>;
  width: number;
  height: number;
}

interface Leaf<Item> {
  item: Item | null;
  children: Leaf<Item>[];
}

type Root<Item> = HierarchyRectangularNode<Leaf<Item>>;

const sortedBySize = <Item extends Cargo>(items: readonly Item[]): Item[] =>
  items.toSorted((a, b) => b.amount - a.amount || (a.key < b.key ? -1 : 1));

/** Lays one tier's cells out, and keeps who lies beside whom for as long as the same pods are in it. */
const createTierLayout = <Item extends Cargo>() => {
  let kept: { keys: string; aspect: number; root: Root<Item> } | null = null;

  const rootOf = (items: readonly Item[], aspect: number): Root<Item> => {
    const keys = items
      .map(({ key }) => key)
      .toSorted()
      .join("\n");
    // A hull of quite another shape, a turned phone, deserves a new order.
    if (kept && kept.keys === keys && Math.abs(Math.log(kept.aspect / aspect)) < 0.7) {
      const byKey = new Map(items.map((item) => [item.key, item]));
      for (const leaf of kept.root.leaves()) leaf.data.item = byKey.get(leaf.data.item?.key ?? "") ?? null;
      return kept.root;
    }
    const root = hierarchy<Leaf<Item>>({
      item: null,
      children: sortedBySize(items).map((item) => ({ item, children: [] })),
    }) as Root<Item>;
    kept = { keys, aspect, root };
    return root;
  };

  return (items: readonly Item[], box: Box): Band<Item>["cells"] => {
    const drawn = items.filter(({ amount }) => amount > 0);
    if (drawn.length === 0 || box.height <= 0 || box.width <= 0) return [];
    const root = rootOf(drawn, box.width / box.height).sum(({ item }) => item?.amount ?? 0);
    treemap<Leaf<Item>>().tile(treemapResquarify.ratio(1.4)).size([box.width, box.height])(root);
    return root
      .leaves()
      .flatMap(({ data, x0, y0, x1, y1 }) =>
        data.item ? [{ item: data.item, box: { x: box.x + x0, y: box.y + y0, width: x1 - x0, height: y1 - y0 } }] : [],
      );
  };
};

const sum = (items: readonly Cargo[]): number => items.reduce((total, { amount }) => total + amount, 0);

/**
 * Makes plans of one node: the hull's area is the capacity, and every band and cell has its share of it. Where the
 * figures add up to more than the capacity (they are not of one moment), they are drawn smaller, never outside.
 */
export const createPlanner = <Item extends Cargo>(): ((input: PlanInput<Item>) => Plan<Item>) => {
  const layouts = {
    Guaranteed: createTierLayout<Item>(),
    Burstable: createTierLayout<Item>(),
    BestEffort: createTierLayout<Item>(),
  };
  return ({ capacity, ballast, tiers, width, height }) => {
    const below = ballast.keel + ballast.apart;
    const cargo = TIERS.reduce((total, qosClass) => total + sum(tiers[qosClass]), below);
    const scale = height / Math.max(capacity, cargo, Number.MIN_VALUE);
    const { keel, apart } = ballastBoxes(ballast, scale, width, height);
    let top = apart.y;
    const bands = TIERS.map((qosClass) => {
      const amount = sum(tiers[qosClass]);
      const box = { x: 0, y: top - amount * scale, width, height: amount * scale };
      top = box.y;
      return { qosClass, amount, box, cells: layouts[qosClass](tiers[qosClass], box) };
    });
    return { keel, apart, bands, cells: bands.flatMap(({ cells }) => cells), scale, waterline: top };
  };
};

/** At the bottom of a hull. */
export const ballastBoxes = (
  ballast: Pick<Ballast, "keel" | "apart">,
  scale: number,
  width: number,
  height: number,
): { keel: Box; apart: Box } => {
  const keel = { x: 0, y: height - ballast.keel * scale, width, height: ballast.keel * scale };
  return { keel, apart: { x: 0, y: keel.y - ballast.apart * scale, width, height: ballast.apart * scale } };
};
