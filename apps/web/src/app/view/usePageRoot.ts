import { useLayoutEffect } from "react";
import type { ViewSearch } from "./view.ts";

/** Tells the style sheets how the page is shown. */
export const usePageRoot = ({ embed, panel, zoom }: ViewSearch): void => {
  const shown = panel !== undefined ? "panel" : embed ? "page" : null;
  useLayoutEffect(() => {
    const { dataset, style } = document.documentElement;
    if (shown === null) delete dataset.embed;
    else dataset.embed = shown;
    style.zoom = zoom ?? "";
  }, [shown, zoom]);
};
