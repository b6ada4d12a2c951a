import { useEffect } from "react";
import { LOADING } from "../../ui/Skeleton.tsx";

/** A height that is smaller must last so long: on the way from a skeleton to what it held the place of it is no height. */
const LASTING = 300;

/**
 * Tells the page around the frame how high this one is, in its own pixels, now and whenever that changes: as
 * `{ type: "bayplan:height", height }`, to whoever it is, since a height is no secret. Nothing where there is no frame.
 * More is told at once; less once it lasts and nothing is loading, so that a frame that follows does not jump.
 */
export const useTellHeight = (embedded: boolean): void => {
  useEffect(() => {
    const place = document.getElementById("root");
    if (!embedded || !place || window.parent === window) return;
    const { style } = document.documentElement;
    let told = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A card that reaches beyond a page that fits must bring no scroll bar, which would move what it belongs to.
    const keepStill = (): void => {
      style.overflowY = told > 0 && window.innerHeight >= told ? "hidden" : "";
    };
    const heightNow = (): number => Math.ceil(place.getBoundingClientRect().height);
    const tell = (height: number): void => {
      if (height === told) return;
      told = height;
      window.parent.postMessage({ type: "bayplan:height", height }, "*");
      keepStill();
    };
    const tellLess = (): void => {
      if (place.querySelector(LOADING)) timer = setTimeout(tellLess, LASTING);
      else tell(heightNow());
    };
    // Of what is in it, never of the window: a frame that follows what it is told would grow without end.
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      const height = heightNow();
      if (height >= told) tell(height);
      else timer = setTimeout(tellLess, LASTING);
    });
    observer.observe(place);
    window.addEventListener("resize", keepStill);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      window.removeEventListener("resize", keepStill);
      style.overflowY = "";
    };
  }, [embedded]);
};
