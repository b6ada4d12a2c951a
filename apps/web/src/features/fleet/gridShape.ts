/** How the fleet's cards lie: pixels, but for the columns. */
export interface GridShape {
  columns: number;
  /** From the left of one card to the left of the next. */
  step: number;
  /** Of a card's small bay plan. */
  hull: { width: number; height: number };
  /** Lines of text below the hull. */
  lines: number;
  /** A card's height. */
  card: number;
}

export const GAP = 14;

const NARROWEST = 236;
const WIDEST = 560;

/** A hull's height for its width, and its bounds. */
const HULL = { share: 0.5, least: 118, most: 260 };

/** What a card has above and below its hull, without the lines of text, and beside it. */
const AROUND = { height: 62, width: 26 };

const LINE_HEIGHT = 18;

/** From that width on a sentence seldom takes two lines. */
const WIDE = 340;

const shapeOf = (columns: number, width: number): GridShape => {
  const card = (width - GAP * (columns - 1)) / columns;
  const inside = Math.max(0, card - AROUND.width);
  const height = Math.round(Math.min(HULL.most, Math.max(HULL.least, inside * HULL.share)));
  const lines = card < WIDE ? 3 : 2;
  return {
    columns,
    step: card + GAP,
    hull: { width: inside, height },
    lines,
    card: AROUND.height + height + lines * LINE_HEIGHT,
  };
};

/**
 * The largest cards with which all nodes are in sight at once, as on a screen on a wall; where they cannot all be,
 * as many columns as fit.
 * @param room what the window has for the cards.
 */
export const gridShape = (amount: number, width: number, room: number): GridShape => {
  const most = Math.max(1, Math.floor((width + GAP) / (NARROWEST + GAP)));
  const least = Math.max(1, Math.ceil((width + GAP) / (WIDEST + GAP)));
  for (let columns = Math.min(least, most); columns < most; columns += 1) {
    const shape = shapeOf(columns, width);
    if (Math.ceil(amount / columns) * (shape.card + GAP) <= room) return shape;
  }
  return shapeOf(most, width);
};
