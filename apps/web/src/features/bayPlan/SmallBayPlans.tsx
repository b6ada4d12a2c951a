import { memo, useState } from "react";
import type { Box } from "./layout.ts";
import { createSmallHull, STROKES, type SmallHull, type Strokes } from "./smallHull.ts";
import styles from "./SmallBayPlans.module.css";

interface SmallBayPlansProps {
  /** From left to right; null where a node has none. */
  hulls: readonly (SmallHull | null)[];
  /** Pixels from the left of one hull to the left of the next. */
  step: number;
  width: number;
  height: number;
}

/** Draws each hull where it was; one that is the object it was is not drawn again. */
const createPlaces = () => {
  const places: { draw: ReturnType<typeof createSmallHull>; hull: SmallHull | null; strokes: Strokes | null }[] = [];
  let size = "";
  return (hulls: readonly (SmallHull | null)[], boxOf: (place: number) => Box): (Strokes | null)[] => {
    const { x, width, height } = boxOf(1);
    const now = `${x} ${width} ${height}`;
    const moved = now !== size;
    size = now;
    return hulls.map((hull, index) => {
      const place = (places[index] ??= { draw: createSmallHull(), hull: null, strokes: null });
      if (place.hull !== hull || moved) place.strokes = hull && place.draw(hull, boxOf(index));
      place.hull = hull;
      return place.strokes;
    });
  };
};

/**
 * Nodes' memory to scale, without words: as many hulls as stand in a line, in one drawing, since each drawing has its
 * price with every frame. What they say stands beside them, so they are hidden from screen readers.
 */
export const SmallBayPlans = memo(({ hulls, step, width, height }: SmallBayPlansProps) => {
  const [draw] = useState(createPlaces);
  const drawn = draw(hulls, (place) => ({ x: place * step, y: 0, width, height }));
  return (
    <svg className={styles.hulls} width={width} height={height} aria-hidden="true">
      {STROKES.map((stroke) => {
        const path = drawn.map((strokes) => strokes?.[stroke] ?? "").join("");
        return path !== "" && <path key={stroke} data-stroke={stroke} d={path} />;
      })}
    </svg>
  );
});
SmallBayPlans.displayName = "SmallBayPlans";
