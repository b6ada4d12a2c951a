/** How the fleet's cards lie: pixels, but for the columns. */
export interface GridShape {
  columns: number;
  /** From the left of one card to the left of the next. */
  step: number;
  /** Of a card's small bay plan. */
  hull: { width: number; height: number };
  /** A card's height. */
  card: number;
}

export const GAP = 14;

const NARROWEST = 236;
const WIDEST = 560;

/** A hull's height for its width, how much flatter it may be so that all are in sight, and its bounds. */
const HULL = { share: 0.5, flattest: 0.42, least: 118, most: 260 };

/** Lines of text below the hull: how it stands, by how much, and who is there. */
const LINES = 3;
const LINE_HEIGHT = 18;

/** What a card has above and below its hull, and beside it. */
const AROUND = { height: 62 + LINES * LINE_HEIGHT, width: 26 };

/** Without the gaps between and the frame around. */
const insideOf = (columns: number, width: number): number =>
  Math.max(0, (width - GAP * (columns - 1)) / columns - AROUND.width);

const shapeOf = (columns: number, width: number, height: number): GridShape => {
  const inside = insideOf(columns, width);
  return {
    columns,
    step: inside + AROUND.width + GAP,
    hull: { width: inside, height },
    card: AROUND.height + height,
  };
};

const usualHeight = (inside: number): number =>
  Math.round(Math.min(HULL.most, Math.max(HULL.least, inside * HULL.share)));

/**
 * The largest cards with which all nodes are in sight at once, as on a screen on a wall; where they cannot all be,
 * as many columns as fit.
 * @param room what the window has for the cards.
 */
export const gridShape = (amount: number, width: number, room: number): GridShape => {
  const most = Math.max(1, Math.floor((width + GAP) / (NARROWEST + GAP)));
  const least = Math.max(1, Math.ceil((width + GAP) / (WIDEST + GAP)));
  for (let columns = Math.min(least, most); columns < most; columns += 1) {
    const inside = insideOf(columns, width);
    const highest = Math.floor(room / Math.ceil(amount / columns)) - GAP - AROUND.height;
    if (highest >= Math.max(HULL.least, Math.min(HULL.most, inside * HULL.flattest)))
      return shapeOf(columns, width, Math.min(highest, usualHeight(inside)));
  }
  return shapeOf(most, width, usualHeight(insideOf(most, width)));
};
