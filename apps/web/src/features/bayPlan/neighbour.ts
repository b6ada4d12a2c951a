import type { Box } from "./layout.ts";

export type Direction = "left" | "right" | "up" | "down";

const ARROWS = new Map<string, Direction>([
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
  ["ArrowUp", "up"],
  ["ArrowDown", "down"],
]);

/** The direction an arrow key means; null for any other key. */
export const directionOf = (key: string): Direction | null => ARROWS.get(key) ?? null;

const middle = ({ x, y, width, height }: Box): { x: number; y: number } => ({ x: x + width / 2, y: y + height / 2 });

/** How far `to` lies ahead, and how far aside, seen from `from`. */
const offsets = (from: Box, to: Box, direction: Direction): { ahead: number; aside: number } => {
  const dx = middle(to).x - middle(from).x;
  const dy = middle(to).y - middle(from).y;
  if (direction === "left" || direction === "right")
    return { ahead: direction === "right" ? dx : -dx, aside: Math.abs(dy) };
  return { ahead: direction === "down" ? dy : -dy, aside: Math.abs(dx) };
};

/** The cell that an arrow key leads to: the nearest ahead, straight ones preferred. Null at the edge. */
export const neighbourOf = <Cell extends { box: Box }>(
  from: Cell,
  cells: readonly Cell[],
  direction: Direction,
): Cell | null => {
  let best: Cell | null = null;
  let bestDistance = Infinity;
  for (const cell of cells) {
    const { ahead, aside } = offsets(from.box, cell.box, direction);
    const distance = ahead + 2 * aside;
    if (cell !== from && ahead > 0.5 && distance < bestDistance) {
      best = cell;
      bestDistance = distance;
    }
  }
  return best;
};
