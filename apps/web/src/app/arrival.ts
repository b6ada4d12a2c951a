import type { RegisteredRouter } from "@tanstack/react-router";

/** Whether what is shown was come back to: then it stands where it was left, and nothing moves it. */
let cameBack = false;

export const isCameBack = (): boolean => cameBack;

/** Keeps track of how each place is come to: by a link or an address, or by Back, Forward and reloading. */
export const followArrivals = ({ history }: RegisteredRouter): void => {
  const [opened] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  cameBack = opened?.type === "reload" || opened?.type === "back_forward";
  history.subscribe(({ action }) => {
    if (action.type !== "REPLACE") cameBack = action.type !== "PUSH";
  });
};
