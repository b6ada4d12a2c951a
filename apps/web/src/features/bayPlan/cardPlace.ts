import type { Box } from "./layout.ts";

export const CARD_WIDTH = 270;

/** That of an ordinary card. */
const CARD_HEIGHT = 190;

const GAP = 8;

/** Where a card hangs, in pixels from the hull's upper left corner; `bottom` from its lower edge, so that it grows upward. */
interface CardPlace {
  left: number;
  top?: number;
  bottom?: number;
}

/**
 * Beside the box where there is room, from its upper edge down in the hull's upper half and from its lower edge up in
 * the lower one; else above it, or below. It never covers a box that leaves it any room.
 */
export const cardPlace = (box: Box, width: number, height: number): CardPlace => {
  const right = box.x + box.width + GAP;
  const left = box.x - CARD_WIDTH - GAP;
  const high = box.y + box.height / 2 < height / 2;
  if (box.y < height && (right + CARD_WIDTH <= width || left >= 0))
    return {
      left: right + CARD_WIDTH <= width ? right : left,
      ...(high ? { top: Math.max(0, box.y) } : { bottom: Math.max(0, height - box.y - box.height) }),
    };
  const along = Math.max(0, Math.min(box.x, width - CARD_WIDTH));
  if (box.y >= CARD_HEIGHT + GAP) return { left: along, bottom: height - box.y + GAP };
  return { left: along, top: Math.min(box.y + box.height + GAP, Math.max(0, height - CARD_HEIGHT)) };
};
