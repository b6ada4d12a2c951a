import type { Box, Cargo, Plan } from "./layout.ts";

type Cell<Item> = { item: Item; box: Box };

/** Pixels: what the smallest rank ring needs. An eye and a finger need no less. */
const SMALLEST = 11;

/** Whether a cell shows that a pod is there, but not who, and can hardly be hit. */
export const isSliver = ({ width, height }: Box): boolean => Math.min(width, height) < SMALLEST;

/** Items that have no cell to speak of: too small for one, or using nothing at all. */
export const tooSmall = <Item extends Cargo>(items: readonly Item[], { cells }: Pick<Plan<Item>, "cells">): Item[] => {
  const drawn = new Set(cells.filter(({ box }) => !isSliver(box)).map(({ item }) => item.key));
  return items.filter(({ key }) => !drawn.has(key));
};

const TOKEN_WIDTH = 30;
const TOKEN_HEIGHT = 24;
const GAP = 4;
const LABEL = 18;
const BETWEEN = 24;

/** As many slots as `+104 more` takes. */
const SLOTS_OF_MORE = 2;

export interface TokenGroup<Item> {
  label: string;
  /** Pixels that the label takes. */
  labelWidth: number;
  items: readonly Item[];
}

/** Tokens of one size under their label; boxes in pixels from the upper left corner of the strip. */
interface LaidGroup<Item> {
  label: string;
  x: number;
  y: number;
  tokens: Cell<Item>[];
  /** How many have no token, and where that is said. */
  more: { count: number; box: Box } | null;
}

export interface TokenStrip<Item> {
  groups: LaidGroup<Item>[];
  height: number;
}

const slotsIn = (width: number): number => Math.max(SLOTS_OF_MORE + 1, Math.floor((width + GAP) / (TOKEN_WIDTH + GAP)));

const layGroup = <Item>(
  { label, items }: TokenGroup<Item>,
  { x, y, slots, rows }: { x: number; y: number; slots: number; rows: number },
): LaidGroup<Item> => {
  const boxAt = (slot: number): Box => ({
    x: x + (slot % slots) * (TOKEN_WIDTH + GAP),
    y: y + LABEL + Math.floor(slot / slots) * (TOKEN_HEIGHT + GAP),
    width: TOKEN_WIDTH,
    height: TOKEN_HEIGHT,
  });
  const shown = items.length <= slots * rows ? items.length : slots * rows - SLOTS_OF_MORE;
  return {
    label,
    x,
    y,
    tokens: items.slice(0, shown).map((item, slot) => ({ item, box: boxAt(slot) })),
    more:
      shown < items.length
        ? {
            count: items.length - shown,
            box: { ...boxAt(shown), width: SLOTS_OF_MORE * TOKEN_WIDTH + GAP },
          }
        : null,
  };
};

const heightOf = (rows: number): number => LABEL + rows * (TOKEN_HEIGHT + GAP) - GAP;

/**
 * Lays what cannot be drawn to scale into two rows of tokens at most: one group in two rows; two groups side by side
 * where they fit, else one under the other. What has no room is counted.
 */
export const layTokens = <Item>(groups: readonly TokenGroup<Item>[], width: number): TokenStrip<Item> => {
  const filled = groups.filter(({ items }) => items.length > 0);
  const slots = slotsIn(width);
  const [first, second] = filled;
  if (!first) return { groups: [], height: 0 };
  if (!second) {
    const rows = Math.min(2, Math.ceil(first.items.length / slots));
    return { groups: [layGroup(first, { x: 0, y: 0, slots, rows })], height: heightOf(rows) };
  }
  const widthOf = ({ items, labelWidth }: TokenGroup<Item>): number =>
    Math.max(labelWidth, items.length * (TOKEN_WIDTH + GAP) - GAP);
  const beside = widthOf(first) + BETWEEN;
  if (beside + widthOf(second) <= width)
    return {
      groups: [layGroup(first, { x: 0, y: 0, slots, rows: 1 }), layGroup(second, { x: beside, y: 0, slots, rows: 1 })],
      height: heightOf(1),
    };
  const under = heightOf(1) + GAP * 2;
  return {
    groups: [layGroup(first, { x: 0, y: 0, slots, rows: 1 }), layGroup(second, { x: 0, y: under, slots, rows: 1 })],
    height: under + heightOf(1),
  };
};
