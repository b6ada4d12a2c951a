import { useLayoutEffect, useRef, type RefObject } from "react";
import { isCameBack } from "../../app/arrival.ts";

/** Pixels below the tabs in which one sees what belongs to the chosen one. */
const ROOM = 160;

/** Brings tabs that lie far below what is in sight to its top. */
export const bringTabsIntoSight = (tabs: Element): void => {
  if (tabs.getBoundingClientRect().top > window.innerHeight - ROOM) tabs.scrollIntoView({ block: "start" });
};

/** For the element around the tabs: they are brought into sight once where the address that was opened names one. */
export const useNamedTab = (isNamed: boolean): RefObject<HTMLDivElement | null> => {
  const tabs = useRef<HTMLDivElement>(null);
  const done = useRef(!isNamed || isCameBack());
  useLayoutEffect(() => {
    if (done.current || !tabs.current) return;
    done.current = true;
    // After the router has put a new place to its top.
    requestAnimationFrame(() => tabs.current && bringTabsIntoSight(tabs.current));
  });
  return tabs;
};
