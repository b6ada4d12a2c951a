import { useCallback, useState, type RefCallback } from "react";

/** The width of an element in pixels, kept as the page changes. */
export const useWidth = (): { measured: RefCallback<HTMLElement>; width: number } => {
  const [width, setWidth] = useState(0);
  const measured = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { measured, width };
};
