import { useEffect } from "react";

/**
 * Tells the page around the frame how high this one is, in its own pixels, now and whenever that changes: as
 * `{ type: "bayplan:height", height }`, to whoever it is, since a height is no secret. Nothing where there is no frame.
 */
export const useTellHeight = (embedded: boolean): void => {
  useEffect(() => {
    const place = document.getElementById("root");
    if (!embedded || !place || window.parent === window) return;
    const { style } = document.documentElement;
    let told = 0;
    // A card that reaches beyond a page that fits must bring no scroll bar, which would move what it belongs to.
    const keepStill = (): void => {
      style.overflowY = told > 0 && window.innerHeight >= told ? "hidden" : "";
    };
    // Of what is in it, never of the window: a frame that follows what it is told would grow without end.
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(place.getBoundingClientRect().height);
      if (height === told) return;
      told = height;
      window.parent.postMessage({ type: "bayplan:height", height }, "*");
      keepStill();
    });
    observer.observe(place);
    window.addEventListener("resize", keepStill);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", keepStill);
      style.overflowY = "";
    };
  }, [embedded]);
};
