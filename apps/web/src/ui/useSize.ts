import { useCallback, useState } from "react";

interface Size {
  width: number;
  height: number;
}

const NONE: Size = { width: 0, height: 0 };

/** Pixels below which it is the same: an element's own figures are rounded, an observer's are not. */
const SAME = 1;

const contentOf = (element: HTMLElement): Size => {
  const style = getComputedStyle(element);
  return {
    width: element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
    height: element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom),
  };
};

/**
 * The room in an element, in pixels: known with the first paint of it, so that what is drawn by it does not grow a
 * frame later, and followed from then on.
 */
export const useSize = (): Size & { ref(element: HTMLElement | null): (() => void) | undefined } => {
  const [size, setSize] = useState(NONE);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const take = ({ width, height }: Size): void =>
      setSize((before) =>
        Math.abs(width - before.width) < SAME && Math.abs(height - before.height) < SAME ? before : { width, height },
      );
    take(contentOf(element));
    const observer = new ResizeObserver(([entry]) => entry && take(entry.contentRect));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, ...size };
};
